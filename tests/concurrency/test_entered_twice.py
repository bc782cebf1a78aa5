"""Two parties submit the same person in the same second: whoever is second is told, each time.

Once more without the lock on the hash: then both hear that nobody else is there. So the race is
real, and the lock is what holds.
"""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection

from pact.access.actor import acting_as
from placements.candidates.actions import RingFirst, add_person, ask_about_double, start_application
from placements.candidates.models import Candidate
from placements.guidance.actions import submit_application
from tests.conftest import actor_for
from tests.database import arranging
from tests.placements.candidates.filled import answers
from tests.placements.candidates.test_household import about_second
from tests.placements.doubles.scenes import NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

ROUNDS = 4
A_MOMENT, A_WHILE = 0.5, 30
"""How long one waits for the other in vain, and how long where the other surely comes."""


def draft(member, **other: object) -> Candidate:
    with acting_as(actor_for(member)) as by:
        return start_application(answers=answers(**other), by=by, at=NOON)


def at_once(cases: list[tuple], meet: threading.Barrier) -> list[str]:
    """What each hears who submits at the same moment; ``meet``: where they wait for each other."""
    start, heard = threading.Barrier(len(cases)), []

    def submit(member, candidate: Candidate) -> None:
        start.wait()
        try:
            with acting_as(actor_for(member)) as by:
                is_double = ask_about_double(candidate=candidate, by=by, at=NOON)
                meet_others(meet)
                submit_application(candidate=candidate, by=by, at=NOON)
                meet_others(meet)  # nobody commits before the other has submitted as well
            heard.append("told in time" if is_double else "submitted")
        except RingFirst:
            heard.append("told to ring")
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=case) for case in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(heard)


def meet_others(meet: threading.Barrier) -> None:
    """Wait a moment for the others to have their answer too; behind the lock they never have."""
    try:
        meet.wait()
    except threading.BrokenBarrierError:
        return


def statuses() -> list[str]:
    with arranging():
        return sorted(Candidate.objects.values_list("status", flat=True))


def test_whoever_is_second_is_told(people):
    for number in range(ROUNDS):
        name = {"last_name": f"Verzonnen {number}"}
        cases = [(who, draft(who, **name)) for who in (people.caseworker, people.stranger)]
        assert at_once(cases, threading.Barrier(2, timeout=A_MOMENT)) == [
            "submitted",
            "told to ring",
        ]
    assert statuses() == ["draft"] * ROUNDS + ["submitted"] * ROUNDS


def test_two_households_that_share_two_people_do_not_wait_for_each_other_for_ever(people):
    """Each entered the same two people, in another order: the locks are taken in one order."""
    cases = []
    one = {name: answers()[name] for name in ("first_name", "initials", "last_name", "birth_date")}
    other = about_second()
    for who, first, second in [(people.caseworker, one, other), (people.stranger, other, one)]:
        typed = {name: first[name] for name in ("first_name", "initials", "last_name")}
        born = f"{first['birth_date']:%d-%m-%Y}"
        candidate = draft(who, **typed, birth_date=born, adults="2")
        with acting_as(actor_for(who)) as by:
            add_person(candidate=candidate, answers=about_second(**second), by=by, at=NOON)
        cases.append((who, candidate))
    assert at_once(cases, threading.Barrier(2, timeout=A_MOMENT)) == ["submitted", "told to ring"]


@pytest.fixture
def without_the_lock(transactional_db) -> Iterator[None]:
    """The same question without waiting for who came first."""
    source = "select pg_get_functiondef('placements_lives_elsewhere(bigint)'::regprocedure)"
    with arranging(), connection.cursor() as cursor:
        cursor.execute(source)
        whole = cursor.fetchone()[0]
        cursor.execute(whole.replace("pg_advisory_xact_lock(", "length('' || "))
    yield
    with arranging(), connection.cursor() as cursor:
        cursor.execute(whole)


def test_without_the_lock_neither_is_told(people, without_the_lock):
    cases = [(who, draft(who)) for who in (people.caseworker, people.stranger)]
    assert at_once(cases, threading.Barrier(2, timeout=A_WHILE)) == ["submitted", "submitted"]
