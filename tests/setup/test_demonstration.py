"""The demonstration as a person meets it: one command, one terminal, and nothing left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys

import psycopg
import pytest

from pact.embedded import Engines
from pact.servers import refuse_real_people
from pact.setup import ROOT
from tests.setup.demonstrated import (
    NOBODY_ORDINARY,
    ORDINARY,
    ORDINARY_ID,
    WHY_NOBODY,
    demo,
    demo_that_refuses,
    environment,
    of_an_ordinary_user,
    users_of,
)
from tests.setup.processes import read_until, running_for, start

pytestmark = pytest.mark.slow


@pytest.mark.skipif(NOBODY_ORDINARY, reason=WHY_NOBODY)
def test_an_ordinary_user_may_stop_it_while_it_prepares_and_hears_what_the_machine_lacks(
    project, port
):
    packages = project / "pact" / "debian.py"
    packages.write_text(packages.read_text().replace("libpango-1.0.so.0", "libabsent.so.0"))
    early = demo(of_an_ordinary_user(project), "--port", port, as_user=ORDINARY)
    said = read_until(early, "Preparing the database")
    assert (
        "Some Debian packages are missing: sudo apt-get install libpango-1.0-0\n"
        "Until then the demonstration works, without the annual report as PDF.\n"
    ) in said
    assert users_of(project) == {ORDINARY_ID}

    early.send_signal(signal.SIGTERM)

    assert "Everything has stopped" in early.communicate(timeout=30)[0]
    assert running_for(str(project)) == []


def test_a_part_that_cannot_start_stops_the_rest_and_names_its_log(project, port):
    broken = project / "pact" / "demonstration" / "mail.py"
    broken.write_text("raise SystemExit('The mail server has had enough.')\n")

    code, refusal = demo_that_refuses(project, "--port", port)

    assert code == 1
    assert refusal.startswith("The mail stopped by itself (exit 1), so everything was stopped.")
    assert str(project / ".local" / "logs" / "mail.log") in refusal
    assert running_for(str(project)) == []


def test_a_port_that_is_taken_gets_one_sentence_and_starts_nothing(project):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        code, refusal = demo_that_refuses(project, "--port", port)

    assert code == 1
    assert refusal.startswith(f"Port {port} is taken by another program: stop that one, or choose")
    assert "\n" not in refusal.strip()
    assert not (project / ".local" / "pg18").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "8000.5"])
def test_what_is_not_a_port_gets_one_sentence(project, port):
    code, refusal = demo_that_refuses(project, f"--port={port}")

    assert code == 2
    assert f"{port} is not a port: choose a number from 1 to 65535." in refusal


def test_only_some_addresses_get_one_sentence(project, port):
    code, refusal = demo_that_refuses(project, "--port", port, REDIS_URL="redis://here.invalid")

    assert code == 1
    assert refusal.startswith("REDIS_URL is set, but DATABASE_URL and DATABASE_OWNER_URL are not:")


@pytest.mark.skipif(os.getuid() != 0, reason="Only root can write where somebody else was first.")
def test_root_after_an_ordinary_user_gets_one_sentence(project, port):
    theirs = project / ".local"
    theirs.mkdir(mode=0o700)
    os.chown(theirs, 1000, 1000)

    code, refusal = demo_that_refuses(project, "--port", port)

    assert code == 1
    assert refusal == (
        f"{theirs} belongs to another user, who ran this before you. Run it as that user, or have "
        f"{theirs} removed.\n"
    )
    assert list(theirs.iterdir()) == []


def test_fresh_never_empties_a_database_of_somebody_else(project, port):
    yours = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"), "yours")

    code, refusal = demo_that_refuses(project, "--port", port, "--fresh", **yours)

    assert code == 1
    assert refusal.startswith("--fresh only begins again with servers that were started here:")


def test_a_server_that_does_not_answer_gets_one_sentence(project, port):
    away = "postgresql://pact_app@127.0.0.1:1/pact"

    code, refusal = demo_that_refuses(
        project,
        "--port",
        port,
        DATABASE_URL=away,
        DATABASE_OWNER_URL=away,
        REDIS_URL="redis://127.0.0.1:1",
    )

    assert code == 1
    assert refusal.startswith("The PostgreSQL server does not answer:")
    assert "Traceback" not in refusal


def test_a_database_with_real_people_is_left_alone(project, port):
    engines = Engines(project.parent / "yours", lasting=False)
    try:
        yours = engines.start()
        refuse_real_people(yours.owner)
        enter(yours.owner, "iemand@demo.example")
        refuse_real_people(yours.owner)
        enter(yours.owner, "iemand@gemeente.example")

        code, refusal = demo_that_refuses(
            project,
            "--port",
            port,
            DATABASE_URL=yours.runtime,
            DATABASE_OWNER_URL=yours.owner,
            REDIS_URL=yours.redis,
        )
        with psycopg.connect(yours.owner) as connection:
            tables = connection.execute(
                "select tablename from pg_tables where schemaname = 'public'"
            ).fetchall()
    finally:
        engines.stop()

    assert code == 1
    assert refusal.startswith("The database of DATABASE_URL or DATABASE_OWNER_URL holds people who")
    assert refusal.count("\n") == 1
    assert tables == [("accounts_user",)], "nothing was migrated"


def enter(owner: str, email: str) -> None:
    with psycopg.connect(owner) as connection:
        connection.execute("create table if not exists accounts_user (email text)")
        connection.execute("grant select on accounts_user to pact_app")
        connection.execute("insert into accounts_user values (%s)", [email])


def test_the_tests_use_the_servers_that_they_are_given(project):
    shutil.copytree(ROOT / "tests" / "setup", project / "tests" / "setup")
    (project / "conftest.py").write_text("")
    engines = Engines(project.parent / "yours", lasting=False)
    try:
        yours = engines.start()
        quietly = ["-n", "0", "--noconftest", "-p", "no:cacheprovider", "--no-cov"]
        done = subprocess.run(
            [sys.executable, "manage.py", "test", *quietly, "tests/setup/test_debian.py"],
            cwd=project,
            env=environment(
                DATABASE_URL=yours.runtime,
                DATABASE_OWNER_URL=yours.superuser,
                REDIS_URL=yours.redis,
            ),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        engines.stop()

    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout.strip().splitlines()[-1]
    assert not (project / ".local").exists()


def test_tests_that_are_stopped_leave_nothing_either(project):
    (project / "conftest.py").write_text("")
    (project / "test_that_lasts.py").write_text(
        "import time\ndef test_it():\n    print('lasting', flush=True)\n    time.sleep(60)\n"
    )
    quietly = ["-n", "0", "-s", "--noconftest", "-p", "no:cacheprovider", "test_that_lasts.py"]
    tests = start([project / "manage.py", "test", *quietly], cwd=project, env=environment())
    read_until(tests, "lasting")

    tests.send_signal(signal.SIGTERM)
    tests.communicate(timeout=40)

    assert tests.returncode == 130
    assert running_for(str(project)) == []
    assert list((project / ".local" / "test").iterdir()) == []
