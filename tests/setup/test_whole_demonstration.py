"""The demonstration from its first start: it serves, keeps its region, and begins again when asked."""

import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone

from pact.accounts.models import User
from pact.accounts.roles import Role
from pact.embedded import Addresses, Engines
from tests.database import arranging, elsewhere
from tests.setup import region
from tests.setup.demonstrated import (
    NOBODY_ORDINARY,
    ORDINARY,
    ORDINARY_ID,
    WHY_NOBODY,
    copy_of_the_project,
    demo,
    demo_that_refuses,
    going,
    holders_of,
    of_an_ordinary_user,
    signs_in,
    told_sign_ins,
    users_of,
)
from tests.setup.processes import read_until, running_for, wait_for

pytestmark = pytest.mark.slow

READY = "Stop with Ctrl-C"
SOMEBODY = "erbij@demo.example"
DELIVERED = re.compile(r"deliver_due\[[0-9a-f-]+\] succeeded")
A_MINUTE_AND_MORE = 90
QUICK = 3 / 4
"""The machine may be busier the second time; where the region is loaded again it is never so quick."""


def test_it_serves_a_whole_region_keeps_it_and_begins_again(
    project, port, subtests, django_db_blocker
):
    """One first start, because it takes a minute; what follows looks at that same region."""
    began = time.monotonic()
    with going(demo(project, "--port", port)) as first:
        said = read_until(first, READY)
        the_first_took = time.monotonic() - began
        check_it_serves(project, port, said)
        with in_its_database(project, django_db_blocker):
            check_the_region(said, subtests)
            enter_somebody()
        check_a_second_one_is_refused(project, port)
        check_it_stops(first)
    assert running_for(str(project)) == []

    began = time.monotonic()
    with going(demo(project, "--port", port)) as second:
        assert sign_ins_in(read_until(second, READY)) == sign_ins_in(said)
        the_second_took = time.monotonic() - began
        with in_its_database(project, django_db_blocker):
            assert somebody_is_there()
        check_the_clock_sends_mail(project, port, said)
    assert the_second_took < the_first_took * QUICK
    # Killed: what it started goes with it.
    assert wait_for(lambda: running_for(str(project)) == [], seconds=30), running_for(str(project))

    with subtests.test("an ordinary user gives servers"):
        if NOBODY_ORDINARY:
            pytest.skip(WHY_NOBODY)
        check_an_ordinary_user_gives_servers(project, port, said)
    check_a_fresh_start_forgets(project, port)


def check_the_region(said: str, subtests) -> None:
    for claim in region.CLAIMS:
        with subtests.test(claim.__name__):
            claim(said, timezone.localdate())


def check_it_serves(project: Path, port: int, said: str) -> None:
    assert f"The pact is open at http://localhost:{port}" in said, said
    with urllib.request.urlopen(f"http://localhost:{port}/livez", timeout=10) as answer:
        assert answer.status == 200
    assert len(told_sign_ins(said)) == len(Role)
    assert all(signs_in(port, *each) for each in told_sign_ins(said)), said
    assert holders_of(project, "DATABASE_OWNER_URL") == []


def check_the_clock_sends_mail(project: Path, port: int, said: str) -> None:
    """The scheduler asks once a minute, counted from the first start: most of it is over by now.

    Whoever comes in may read all mails here, in their own browser and through our own door.
    """
    log = project / ".local" / "logs" / "worker.log"
    assert wait_for(lambda: DELIVERED.search(log.read_text()), seconds=A_MINUTE_AND_MORE)
    reader = signs_in(port, *told_sign_ins(said)[0])
    with reader.open(f"http://localhost:{port}/berichten/demonstratie/", timeout=30) as answer:
        page = answer.read().decode()
    assert re.search(r"<h2>[^<]+ \(K-\w{6}\)</h2>", page), page.partition("<main")[2]


def check_a_second_one_is_refused(project: Path, port: int) -> None:
    code, refusal = demo_that_refuses(project, "--port", port + 1)
    assert code == 1
    assert refusal == (
        "The demonstration of this folder is running already: use that one, or stop it with "
        "Ctrl-C in its terminal first.\n"
    )


def check_an_ordinary_user_gives_servers(project: Path, port: int, said: str) -> None:
    """In another folder, with the servers of the first: nothing of its own, and the same people."""
    with engines_of(project) as yours:
        other = of_an_ordinary_user(copy_of_the_project(project.parent / "other"))
        with going(demo(other, "--port", port, as_user=ORDINARY, **told_of(yours))) as guest:
            heard = read_until(guest, READY)
            assert "Using the PostgreSQL and Redis of DATABASE_URL and REDIS_URL" in heard, heard
            email, password = told_sign_ins(said)[0]
            assert not signs_in(port, email, "another")
            assert signs_in(port, email, password)
            assert users_of(other) == {ORDINARY_ID}
            check_it_stops(guest)
        assert not (other / ".local" / "pg18").exists()
        with psycopg.connect(yours.runtime) as connection:
            assert connection.execute("select 1").fetchone() == (1,), "yours go on"


def check_a_fresh_start_forgets(project: Path, port: int) -> None:
    mail, sign_ins = (project / ".local" / name for name in ("mail", "sign-ins.txt"))
    (mail / "1.eml").write_text("Een bericht van de vorige keer.")
    with going(demo(project, "--port", port, "--fresh")) as fresh:
        assert "Forgetting the data" in read_until(fresh, "Preparing the database")
        fresh.send_signal(signal.SIGTERM)
        assert "Everything has stopped" in fresh.communicate(timeout=30)[0]
    assert list(mail.iterdir()) == []
    assert not sign_ins.exists()
    with engines_of(project) as anew, psycopg.connect(anew.owner) as connection:
        (people,) = connection.execute("select to_regclass('accounts_user')").fetchone()
        if people is not None:  # stopped when it had made that table already
            assert connection.execute("select email from accounts_user").fetchall() == []


def check_it_stops(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=30)[0]
    assert (process.returncode, rest.split("\n")[-2]) == (
        0,
        "Everything has stopped; the data is kept for the next time.",
    )


@contextmanager
def engines_of(project: Path) -> Iterator[Addresses]:
    engines = Engines(project / ".local", lasting=True)
    try:
        yield engines.start()
    finally:
        engines.stop()


def told_of(servers: Addresses) -> dict[str, str]:
    return {
        "DATABASE_URL": servers.runtime,
        "DATABASE_OWNER_URL": servers.owner,
        "REDIS_URL": servers.redis,
    }


@contextmanager
def in_its_database(project: Path, blocker) -> Iterator[None]:
    superuser = Engines(project / ".local", lasting=True).addresses().superuser
    with blocker.unblock(), elsewhere(superuser.removesuffix("postgres") + "pact"):
        yield


def enter_somebody() -> None:
    with arranging():
        User.objects.create(email=SOMEBODY, name="Erbij Verzonnen")


def somebody_is_there() -> bool:
    with arranging():
        return User.objects.filter(email=SOMEBODY).exists()


def sign_ins_in(said: str) -> str:
    return said.partition("The pact is open at")[2]
