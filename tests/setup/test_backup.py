"""A backup holds every row, also of tables behind row-level security, or there is no backup.

It is encrypted by the real program, and only the other half of the key brings it back.
"""

import os
import re
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
create table person (id int primary key, name text);
insert into person select n, E'with a line\nbreak, and \\.' || n from generate_series(1, 50) n;
alter table person enable row level security;
alter table person force row level security;
create policy person_read on person for select to pact_app using (false);
grant select on person to pact_app;
create table nobody_yet (id int);
"""


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


class Night:
    """A folder of backups, the key that opens them, and the two scripts."""

    def __init__(self, engines: Engines, place: Path) -> None:
        self.folder, self.key = place / "backups", place / "key"
        self.folder.mkdir()
        made = subprocess.run(
            ["age-keygen", "--output", self.key], capture_output=True, text=True, check=True
        )
        self.public = re.search(r"age1\w+", made.stderr)[0]
        self.env = {
            "PATH": f"{postgres_programs(engines.away)}:{os.environ['PATH']}",
            "PGHOST": str(engines.sockets),
            "PACT_BACKUP_FOLDER": str(self.folder),
        }

    def back_up(self, login: str = "pact_backup") -> subprocess.CompletedProcess:
        told = {"PGUSER": login, "PGDATABASE": DATABASE, "PACT_BACKUP_KEY": self.public}
        return self._run("backup.sh", **told, PACT_BACKUP_DAYS="35")

    def backed_up(self) -> None:
        done = self.back_up()
        assert (done.returncode, done.stderr) == (0, "")

    def drill(self, key: Path | None = None) -> subprocess.CompletedProcess:
        told = {"PGUSER": "postgres", "PGDATABASE": "postgres"}
        return self._run("restore-drill.sh", **told, PACT_RESTORE_KEY=str(key or self.key))

    def _run(self, script: str, **told: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [ROOT / "deploy" / script],
            env=self.env | told,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def night(engines, tmp_path) -> Night:
    return Night(engines, tmp_path)


def databases(engines: Engines) -> set[str]:
    with psycopg.connect(engines.addresses().superuser) as connection:
        return {name for (name,) in connection.execute("select datname from pg_database")}


def test_the_backup_login_gets_every_row(night):
    done = night.back_up()

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(": 50 rows in 2 tables")
    assert {"".join(path.suffixes) for path in night.folder.iterdir()} == {
        ".rows",
        ".guards",
        ".dump.age",
    }
    [counted] = night.folder.glob("*.rows")
    assert counted.read_text() == "public.nobody_yet 0\npublic.person 50\n"


@pytest.mark.parametrize("login", ["pact_owner", "pact_app"])
def test_a_login_that_does_not_see_every_row_makes_no_backup(night, login):
    done = night.back_up(login)

    assert done.returncode != 0
    assert list(night.folder.iterdir()) == []


def test_what_lies_there_can_be_read_by_nobody_without_the_key(night, tmp_path):
    night.backed_up()

    [dump] = night.folder.glob("*.dump.age")
    assert dump.read_bytes().startswith(b"age-encryption.org/v1")
    assert b"PGDMP" not in dump.read_bytes()
    other = tmp_path / "other"
    subprocess.run(["age-keygen", "--output", other], capture_output=True, check=True)
    assert night.drill(other).returncode != 0


def test_the_drill_brings_every_row_and_every_wall_back_and_leaves_nothing(night, engines):
    night.backed_up()
    before = databases(engines)

    done = night.drill()

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip().endswith("50 rows in 2 tables")
    assert databases(engines) == before


@pytest.mark.parametrize(
    ("kind", "was", "says"),
    [
        ("rows", "person 50", "person 51"),
        ("guards", "policies 1", "policies 2"),
        ("guards", "forced true", "forced false"),
    ],
)
def test_a_backup_that_comes_back_otherwise_fails_the_drill(night, engines, kind, was, says):
    night.backed_up()
    [kept] = night.folder.glob(f"*.{kind}")
    assert was in kept.read_text()
    kept.write_text(kept.read_text().replace(was, says))

    done = night.drill()

    assert done.returncode != 0
    assert f"came back with other {kind}" in done.stderr
    assert "pact_drill" not in databases(engines)


def test_a_wall_that_lets_everybody_through_fails_the_drill(night, engines):
    with psycopg.connect(engines.addresses().owner) as connection:
        connection.execute("alter policy person_read on person using (true)")
    try:
        night.backed_up()
        done = night.drill()
    finally:
        with psycopg.connect(engines.addresses().owner) as connection:
            connection.execute("alter policy person_read on person using (false)")

    assert done.returncode != 0
    assert "without its walls" in done.stderr


def test_an_old_backup_is_no_backup(night):
    night.backed_up()
    for path in night.folder.iterdir():
        os.utime(path, (0, 0))

    done = night.drill()

    assert (done.returncode, done.stdout) == (1, "")
    assert "no backup of the last two days" in done.stderr
