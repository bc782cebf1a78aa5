"""What many tests begin with is walked once a worker; for the next test its rows are put back.

Real deeds make a scene, at some forty statements each. They are walked again where somebody wrote
anything before, in another language or hour, and where a test commits: only what would come out the
same is put back.
"""

import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.utils import timezone, translation
from psycopg.sql import Literal

from pact.access.actor import current_actor
from tests.cast import Cast
from tests.database import as_superuser, tables

Path = tuple[object, ...]
"""In which circumstances, and then every step that was taken."""

Rows = dict[str, dict[str, str]]
"""Per table, by key: each row as text."""


class Walked:
    """A scene whose steps may be put back. Its sides are what it and its people remember."""

    people: Cast
    path: Path | None = None
    written: int | None = None
    """How many rows this transaction had written when the last step was taken."""

    def once(self, step: object, walk: Callable[[], object]) -> None:
        """Do what makes this step, or put back what came of it in an earlier test."""
        before = self._until_now()
        if before is None:
            walk()
            return
        path = (*before, step)
        if path in _kept:
            _put_back(_kept[path], into=self)
        else:
            walk()
            _kept[path] = _keep(self, after=_kept.get(before, NOTHING))
        self.path, self.written = path, _count_of_written()

    def _until_now(self) -> Path | None:
        """Everything that was done in this transaction; None where more was done than these steps."""
        blocks = connection.atomic_blocks
        if current_actor() is not None or not blocks or not blocks[0]._from_testcase:
            return None
        if self.path is not None:
            return self.path if self.written == _count_of_written() else None
        if vars(self.people) or not _begins_with_nothing():
            return None
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        return (type(self), translation.get_language(), hour)


@dataclass(frozen=True)
class Kept:
    """A scene after some step."""

    rows: Rows
    """Rows that the agreement's own data do not have, or have otherwise."""
    gone: Rows
    """Rows of the agreement's own data that are no more, or were changed."""
    statement: str = ""
    """What has to be written after the step before."""
    sides: bytes = b""


NOTHING = Kept(rows={}, gone={})
_kept: dict[Path, Kept] = {}


def _begins_with_nothing() -> bool:
    """Neither written in this transaction, nor before it by what a whole file of tests shares."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_current_xact_id_if_assigned() is null"
            " and not exists (select from accounts_user)"
        )
        return cursor.fetchone()[0]


def _count_of_written() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint from pg_stat_xact_user_tables"
        )
        return cursor.fetchone()[0]


# Keeping


def _keep(scene: Walked, *, after: Kept) -> Kept:
    every = tables()
    with as_superuser():
        rows = {table: differing(table, "public", "baseline") for table in every}
        gone = {table: differing(table, "baseline", "public") for table in every}
    statements = [part for table in every for part in _changes(table, rows, gone, after)]
    sides = {name: value for name, value in vars(scene).items() if name != "people"}
    return Kept(rows, gone, ";\n".join(statements), pickle.dumps((sides, vars(scene.people))))


def differing(table: str, here: str, there: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {_key(table)}::text, row_to_json(another)::text"
            f" from (table {here}.{table} except all table {there}.{table}) as another"
        )
        return dict(cursor.fetchall())


def _changes(table: str, rows: Rows, gone: Rows, after: Kept) -> Iterable[str]:
    """Statements that make of the table after the step before what it is now."""
    before, own_before = after.rows.get(table, {}), after.gone.get(table, {})
    new = {key: row for key, row in rows[table].items() if before.get(key) != row}
    again = {key: row for key, row in own_before.items() if key not in gone[table]}
    lost = (before.keys() | (gone[table].keys() - own_before.keys())) - rows[table].keys()
    if out := {*new, *again, *lost}:
        yield f"delete from {table} where {_key(table)}::text = any({Literal([*out]).as_string()})"
    if into := [*new.values(), *again.values()]:
        written = Literal(f"[{','.join(into)}]").as_string()
        yield (
            f"insert into {table} ({_columns(table)}) overriding system value"
            f" select {_columns(table)} from json_populate_recordset(null::{table}, {written})"
        )


@cache
def _key(table: str) -> str:
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_column(cursor, table)


@cache
def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
            " where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'",
            [table],
        )
        return cursor.fetchone()[0]


# Putting back

AROUND_EVERYTHING = """
    select set_config('role', 'none', true), set_config('session_replication_role', 'replica', true);
    {statement};
    select set_config('session_replication_role', 'origin', true), set_config('role', 'pact_app', true)
"""


def _put_back(kept: Kept, *, into: Walked) -> None:
    with connection.cursor() as cursor:
        cursor.execute(AROUND_EVERYTHING.format(statement=kept.statement))
    sides, known = pickle.loads(kept.sides)  # noqa: S301 (pickled by ourselves, in this process)
    vars(into).update(sides)
    vars(into.people).update(known)
