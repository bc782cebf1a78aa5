"""A backup holds every row, also of tables behind row-level security, or there is no backup."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from pact.embedded import DATABASE, Engines
from pact.programs import postgres_programs
from pact.setup import ROOT

pytestmark = pytest.mark.slow

TABLES = r"""
create table person (id int, name text);
insert into person select n, E'with a line\nbreak, and \\.' || n from generate_series(1, 50) n;
alter table person enable row level security;
alter table person force row level security;
create table nobody_yet (id int);
"""
# Stands in for encryption, which is another program's work: age --recipient KEY --output TO FROM
AGE = '#!/bin/sh\ncp "$5" "$4"\n'


@pytest.fixture(scope="module")
def engines():
    folder = Path(tempfile.mkdtemp(prefix="pact-backup-", dir="/tmp"))
    folder.chmod(0o755)
    engines = Engines(folder / "local", lasting=False)
    try:
        with psycopg.connect(engines.start().owner) as connection:
            connection.execute(TABLES)
        yield engines
    finally:
        engines.stop()
        shutil.rmtree(folder)


@pytest.fixture
def back_up(engines, tmp_path):
    """Run the script as one of the logins; answer what became of it, and the folder."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "age").write_text(AGE)
    (programs / "age").chmod(0o755)
    folder = tmp_path / "backups"
    folder.mkdir()

    def run(login: str):
        env = {
            "PATH": f"{programs}:{postgres_programs(engines.away)}:{os.environ['PATH']}",
            "PGHOST": str(engines.sockets),
            "PGUSER": login,
            "PGDATABASE": DATABASE,
            "PACT_BACKUP_FOLDER": str(folder),
            "PACT_BACKUP_KEY": "age1key",
            "PACT_BACKUP_DAYS": "35",
        }
        script = ROOT / "deploy" / "backup.sh"
        done = subprocess.run([script], env=env, capture_output=True, text=True, check=False)
        return done, folder

    return run


def test_the_backup_login_gets_every_row(back_up, engines):
    done, folder = back_up("pact_backup")

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(": 50 rows in 2 tables")
    [counted] = folder.glob("*.rows")
    assert counted.read_text() == "public.nobody_yet 0\npublic.person 50\n"
    [dump] = folder.glob("*.dump.age")
    restored = restore(dump, engines)
    assert restored == [(50,)]


def restore(dump: Path, engines) -> list[tuple]:
    """The number of persons in a database made from the dump."""
    programs = postgres_programs(engines.away)
    to = ["--host", str(engines.sockets), "--username", "postgres"]
    subprocess.run([programs / "createdb", *to, "restored"], check=True)
    subprocess.run([programs / "pg_restore", *to, "--dbname", "restored", dump], check=True)
    address = engines.addresses().superuser.rpartition("/")[0] + "/restored"
    with psycopg.connect(address) as connection:
        return connection.execute("select count(*) from person").fetchall()


@pytest.mark.parametrize("login", ["pact_owner", "pact_app"])
def test_a_login_that_does_not_see_every_row_makes_no_backup(back_up, login):
    done, folder = back_up(login)

    assert done.returncode != 0
    assert list(folder.iterdir()) == []
