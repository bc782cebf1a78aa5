"""The test database: made by a superuser, used as the runtime role, put back after each test.

A suite that runs as a superuser proves nothing about row-level security, so every connection has
``role=pact_app``. Arranging a test goes around the walls, in ``arranging()`` only.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dj_database_url
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from municipalities.loading import load_pact
from pact.access.actor import Actor, acting_as, current_actor
from tests.role import AS_RUNTIME_ROLE

YEARS = range(2024, 2029)
ARRANGES = Actor.system("arrange")


@contextmanager
def as_superuser() -> Iterator[None]:
    """Around the walls for a moment; may be nested. A failure undoes the role with its savepoint."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role'), set_config('role', 'none', false)")
        role = cursor.fetchone()[0]
    yield
    if not connection.needs_rollback:  # which takes the role back by itself
        with connection.cursor() as cursor:
            cursor.execute("select set_config('role', %s, false)", [role])


@contextmanager
def arranging() -> Iterator[None]:
    """Write rows around the walls, as the machine; only for setting a scene. Nested, it goes on."""
    if current_actor() == ARRANGES:
        yield
        return
    with acting_as(ARRANGES), as_superuser():
        yield


@contextmanager
def made_once(run: str, folder: Path) -> Iterator[str]:
    """The name of a database that is ready to copy: made by whichever worker comes first."""
    name = f"ready_{run}"
    with (folder / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("select from pg_database where datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(f"create database making_{name}")
                _make_ready(f"making_{name}")
                cursor.execute(f"alter database making_{name} rename to {name}")
    yield name
    with suppress(DatabaseError), connection._nodb_cursor() as cursor:
        cursor.execute(f"drop database if exists {name}")


def _make_ready(name: str) -> None:
    ours, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        call_command("migrate", verbosity=0)
        load()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = ours


def load() -> None:
    """What the agreement says, as a pact that begins has it; loaded again it changes nothing."""
    with acting_as(Actor.system("load")):
        load_pact(years=YEARS)
    keep_baseline()


@contextmanager
def elsewhere(address: str) -> Iterator[None]:
    """Look into another database for a while, as a superuser who took the runtime role."""
    ours = dict(connection.settings_dict)
    connection.close()
    there = dj_database_url.parse(address)
    for part in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        connection.settings_dict[part] = there[part]
    connection.settings_dict["OPTIONS"] = ours["OPTIONS"] | {"options": AS_RUNTIME_ROLE}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(ours)


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
        for table in tables():
            cursor.execute(f'create table baseline."{table}" as table "{table}"')


def restore_baseline() -> None:
    """Table by table where something changed: to empty all of them takes longer than most tests."""
    with transaction.atomic(), as_superuser(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(PUT_BACK)


PUT_BACK = """
    do $$
    declare
        tables text[] := array(
            select quote_ident(tablename) from pg_tables
            where schemaname = 'public' and tablename <> 'django_migrations' order by 1
        );
        the_table text; differs boolean; columns text;
    begin
        -- Whoever is still writing, a thread or a worker that was killed, is waited for.
        execute 'lock table ' || array_to_string(tables, ', ') || ' in access exclusive mode';
        foreach the_table in array tables loop
            execute format('select count(*) > 1000 from (select from %1$s limit 3000) as rows'
                ' where not exists (select from baseline.%1$s)', the_table) into differs;
            if differs then  -- so many deleted rows would be in the way of what comes next
                execute 'truncate ' || array_to_string(tables, ', ');
                exit;
            end if;
        end loop;
        foreach the_table in array tables loop
            execute format('select exists ((table %1$s except all table baseline.%1$s)'
                ' union all (table baseline.%1$s except all table %1$s))', the_table) into differs;
            continue when not differs;
            select string_agg(quote_ident(column_name), ', ') into columns
            from information_schema.columns
            where table_schema = 'public' and quote_ident(table_name) = the_table
                and is_generated = 'NEVER';
            execute format('delete from %1$s', the_table);
            execute format('insert into %1$s (%2$s) overriding system value'
                ' select %2$s from baseline.%1$s', the_table, columns);
        end loop;
    end $$
"""


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename from pg_tables where schemaname = 'public'"
            " and tablename not in ('django_migrations') order by 1"
        )
        return [row[0] for row in cursor.fetchall()]
