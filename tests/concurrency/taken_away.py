"""Taking guards of the database away for one test, and putting them back as they were."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.database import arranging

PLACEMENTS = "delete from placements_question; delete from placements_placement"
MESSAGES = "delete from outbox_message"
CONSTRAINT = "select pg_get_constraintdef(oid) from pg_constraint where conname = %s"
INDEX = "select indexdef from pg_indexes where indexname = %s"


@contextmanager
def without_constraint(name: str) -> Iterator[None]:
    """Placements without one of their constraints."""
    table = "alter table placements_placement"
    back = f"{table} add constraint {name} {_definition(CONSTRAINT, name)}"
    with _without([f"{table} drop constraint {name}"], back=[back], empty=PLACEMENTS):
        yield


@contextmanager
def without_indexes(*names: str, empty: str = PLACEMENTS) -> Iterator[None]:
    """Tables without some of their indexes; ``empty`` takes out what these would not allow."""
    back = [_definition(INDEX, name) for name in names]
    with _without([f"drop index {name}" for name in names], back=back, empty=empty):
        yield


def _definition(question: str, name: str) -> str:
    with arranging(), connection.cursor() as cursor:
        cursor.execute(question, [name])
        ((definition,),) = cursor.fetchall()
    return definition


@contextmanager
def _without(away: list[str], *, back: list[str], empty: str) -> Iterator[None]:
    _carry_out(away)
    try:
        yield
    finally:
        _carry_out([empty])
        _carry_out(back)


def _carry_out(statements: list[str]) -> None:
    with arranging(), connection.cursor() as cursor:
        cursor.execute("; ".join(statements))
