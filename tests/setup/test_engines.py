"""Our own PostgreSQL and Redis: for us only, quick, and never left behind."""

import os
import pwd
import shutil
import signal
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest
from psycopg import ClientCursor

from pact.embedded import Engines
from pact.folders import make_ours, open_to_nobody, short_name, socket_folder
from pact.programs import redis_program
from pact.setup import CannotGoOn
from pact.supervisor import must_live
from tests.setup.processes import read_until, running_for, start, wait_for

pytestmark = pytest.mark.slow

HOLD = """
import sys, time
from pathlib import Path
from pact.embedded import Engines
engines = Engines(Path(sys.argv[1]), lasting=True)
print(engines.start().owner, flush=True)
print("ready", flush=True)
time.sleep(60)
"""

# Told at the moment when PostgreSQL begins to make its folder.
STOPPED_EARLY = """
import sys
from pathlib import Path
from pact import embedded, supervisor
from pact.embedded import Engines

begin = embedded.spawn

def tell(name, *arguments, **how):
    child = begin(name, *arguments, **how)
    print("started", flush=True)
    return child

embedded.spawn = tell
supervisor.stop_when_asked()
engines = Engines(Path(sys.argv[1]), lasting=False)
try:
    engines.start()
except KeyboardInterrupt:
    print("stopped", flush=True)
finally:
    engines.stop()
"""


@pytest.fixture
def folder():
    """A folder that nobody can reach too, as a project in a home folder of a person is."""
    made = Path(tempfile.mkdtemp(prefix="pact-test-", dir="/tmp"))
    made.chmod(0o755)
    yield made / "local"
    shutil.rmtree(made)


@pytest.fixture
def engines(folder):
    made = Engines(folder, lasting=False)
    yield made
    made.stop()


@pytest.mark.parametrize("login", ["runtime", "owner"])
def test_the_servers_log_repeats_nothing_that_was_typed(engines, login):
    """A client that puts values in its statements, as the application does, and a key that is there."""
    address = getattr(engines.start(), login)

    with psycopg.connect(address, autocommit=True, cursor_factory=ClientCursor) as connection:
        connection.execute("create temporary table people (name text unique)")
        connection.execute("insert into people values (%s)", ["Geheimenaam"])
        with pytest.raises(psycopg.errors.UniqueViolation, match="Geheimenaam"):
            connection.execute("insert into people values (%s)", ["Geheimenaam"])

    log = "".join(path.read_text() for path in engines.logs.iterdir())
    assert "duplicate key value" in log
    assert "Geheimenaam" not in log


def test_each_login_can_do_its_duty_and_no_more(engines):
    addresses = engines.start()

    with psycopg.connect(addresses.superuser) as connection:
        logins = connection.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles"
            " where rolname like 'pact%' order by rolname"
        ).fetchall()
        owner = connection.execute(
            "select pg_get_userbyid(datdba) from pg_database where datname = 'pact'"
        ).fetchone()

    assert logins == [
        ("pact_app", False, False, False, False),
        ("pact_backup", False, True, False, False),
        ("pact_owner", False, False, False, False),
    ]
    assert owner == ("pact_owner",)
    with psycopg.connect(addresses.runtime) as connection, pytest.raises(psycopg.Error):
        connection.execute("create table not_mine (id int)")


def test_a_second_start_keeps_the_rows_and_is_quick(folder):
    first = Engines(folder, lasting=True)
    with psycopg.connect(first.start().owner) as connection:
        connection.execute("create table kept as select 42 as answer")
    first.stop()

    began = time.monotonic()
    second = Engines(folder, lasting=True)
    try:
        with psycopg.connect(second.start().owner) as connection:
            assert connection.execute("select answer from kept").fetchone() == (42,)
        assert time.monotonic() - began < 15
    finally:
        second.stop()
    assert running_for(str(folder), str(second.sockets)) == []


def test_nobody_else_can_reach_the_sockets_or_the_data(engines, folder):
    engines.start()

    for closed in (folder, engines.sockets, engines.rows):
        assert closed.stat().st_mode & 0o077 == 0, closed
    if os.getuid() == 0:
        assert all("postgres" not in line for line in running_as_root(str(folder)))


def running_as_root(mark: str) -> list[str]:
    lines = running_for(mark)
    owners = {
        process.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        for process in Path("/proc").glob("[0-9]*")
        if process.exists() and process.stat().st_uid == 0
    }
    return [line for line in lines if line in owners]


def test_an_engine_that_is_killed_is_missed(engines):
    engines.start()
    engines.redis.process.kill()
    engines.redis.process.wait()

    with pytest.raises(CannotGoOn, match=r"The redis stopped by itself .*redis\.log"):
        must_live(engines.children())


def test_killing_who_started_them_leaves_neither(folder):
    holder = start(["-c", HOLD, folder])
    assert "ready" in read_until(holder, "ready")
    sockets = str(Path("/tmp", short_name(folder)))
    assert len(running_for(sockets)) >= 2

    holder.send_signal(signal.SIGKILL)
    holder.wait()

    assert wait_for(lambda: running_for(str(folder), sockets) == [], seconds=20), running_for(
        str(folder), sockets
    )
    again = Engines(folder, lasting=True)
    try:
        again.start()
    finally:
        again.stop()
    holder.stdout.close()


def test_a_server_that_was_killed_too_is_forgotten(folder):
    """Its pid file stays behind, and the number in it may be somebody else's by now."""
    first = Engines(folder, lasting=True)
    first.start()
    first.stop()
    (first.rows / "postmaster.pid").write_text(f"{os.getpid()}\n{first.rows}\n")

    again = Engines(folder, lasting=True)
    try:
        again.start()
        assert running_for(str(folder)) != []
    finally:
        again.stop()


@pytest.mark.skipif(os.getuid() != 0, reason="Only root starts engines in a folder of root.")
def test_root_can_start_them_where_only_root_can_come(tmp_path):
    tmp_path.chmod(0o700)
    engines = Engines(tmp_path / "local", lasting=False)
    try:
        with psycopg.connect(engines.start().runtime) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert tmp_path.stat().st_mode & 0o077 == 0
        assert not str(redis_program(engines.away)).startswith(str(tmp_path))
    finally:
        engines.stop()
        shutil.rmtree(engines.away)


@pytest.mark.skipif(os.getuid() != 0, reason="Only root can write where somebody else was first.")
@pytest.mark.parametrize(("owner", "may"), [(0, True), ("nobody", True), (1000, False)])
def test_root_goes_on_in_no_folder_of_another_user(folder, owner, may):
    nobody = pwd.getpwnam("nobody").pw_uid
    folder.mkdir(mode=0o700)
    os.chown(folder, nobody if owner == "nobody" else owner, -1)

    with nullcontext() if may else pytest.raises(CannotGoOn, match="belongs to another user"):
        make_ours(folder)

    assert folder.stat().st_uid == (nobody if may else owner)


def test_stopping_while_postgresql_makes_its_folder_is_no_fault(folder):
    """Ctrl-C reaches the whole group of the terminal: what we started must not be in it."""
    holder = start(["-c", STOPPED_EARLY, folder])
    assert "started" in read_until(holder, "started")

    os.killpg(holder.pid, signal.SIGINT)

    assert holder.communicate(timeout=30)[0] == "stopped\n"
    assert not (folder / "pg18").exists()
    assert wait_for(lambda: running_for(str(folder)) == [], seconds=10)


def test_a_folder_that_somebody_else_put_there_is_refused(folder):
    guessed = Path("/tmp", short_name(folder))
    guessed.symlink_to("/tmp")
    try:
        with pytest.raises(CannotGoOn, match="look who made it, remove it, and start again"):
            socket_folder(folder)
    finally:
        guessed.unlink()


def test_a_folder_that_others_can_open_is_refused(folder):
    guessed = Path("/tmp", short_name(folder))
    guessed.mkdir(mode=0o755)
    guessed.chmod(0o755)
    try:
        with pytest.raises(CannotGoOn, match="not a folder that only we can use"):
            socket_folder(folder)
    finally:
        guessed.rmdir()


def test_what_nobody_can_read_is_known(tmp_path):
    file = tmp_path / "file"
    file.touch(mode=0o644)
    tmp_path.chmod(0o700)

    assert open_to_nobody(file) is False
    assert open_to_nobody(Path("/usr/bin/env").resolve()) is True
