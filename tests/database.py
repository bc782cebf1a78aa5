"""The test database: made by a superuser, used as the runtime role, put back after each test.

A suite that runs as a superuser proves nothing about row-level security, so every connection has
``role=pact_app``. Arranging a test goes around the walls, in ``arranging()`` only.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from pact.access.actor import Actor, acting_as
from tests.role import AS_RUNTIME_ROLE


@contextmanager
def as_superuser() -> Iterator[None]:
    """Around the walls for a moment; may be nested. A failure undoes the role with its savepoint."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role')")
        role = cursor.fetchone()[0]
        cursor.execute("set role none")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"set role {role}")


@contextmanager
def arranging() -> Iterator[None]:
    """Write rows around the walls, as the machine; only for setting a scene."""
    with transaction.atomic(), as_superuser(), acting_as(Actor.system("arrange")):
        yield


def drop_to_the_runtime_role() -> None:
    connection.settings_dict["OPTIONS"]["options"] += AS_RUNTIME_ROLE
    connection.close()


def rise_again() -> None:
    """Be the superuser again, and end what a test left connected: the database is about to go."""
    options = connection.settings_dict["OPTIONS"]
    options["options"] = options["options"].removesuffix(AS_RUNTIME_ROLE)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    connection.close()


def keep_baseline() -> None:
    """Copy what the pact's own data put in the tables, to put it back after a transactional test."""
    with connection.cursor() as cursor:
        cursor.execute("drop schema if exists baseline cascade; create schema baseline")
        for table in _tables():
            cursor.execute(f'create table baseline."{table}" as table "{table}"')


def restore_baseline() -> None:
    with transaction.atomic(), as_superuser(), connection.cursor() as cursor:
        tables = _tables()
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("truncate " + ", ".join(f'"{table}"' for table in tables))
        for table in tables:
            columns = _columns(table)
            cursor.execute(
                f'insert into "{table}" ({columns}) overriding system value'
                f' select {columns} from baseline."{table}"'
            )


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename from pg_tables where schemaname = 'public'"
            " and tablename not in ('django_migrations') order by 1"
        )
        return [row[0] for row in cursor.fetchall()]


def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
            " where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'",
            [table],
        )
        return cursor.fetchone()[0]
