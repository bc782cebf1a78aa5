"""P1: 200 people propose at the same moment, through a real server, and the cap is met exactly.

Twice more with a guard taken away. Without the lock in Python the database still refuses; without
the constraints as well, the same race oversells: so the race is real and the guards are what holds.
"""

from collections.abc import Iterator

import pytest
from django.db import connection

from municipalities.models import PactYear
from placements.proposals.models import Placement
from tests.concurrency.rivals import CONFLICT, FOUND, FREE_ON, candidates, homes, proposal
from tests.concurrency.server import all_at_once, cookies_of, web_server
from tests.database import arranging

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

RIVALS = 200
PLACES = 20
ENOUGH = 80
"""Four for each place are enough to see who refuses when the lock is away."""
YEAR = FREE_ON.year


@pytest.fixture
def posts(people) -> list[tuple[str, dict[str, str]]]:
    """Everybody proposes their own candidate for their own home: only places are scarce."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("select municipalities_set_ceiling(%s, %s, 0)", [YEAR, PLACES])
    pairs = zip(homes(people.agent, RIVALS), candidates(people.caseworker, RIVALS), strict=True)
    return [proposal(home, candidate, agent=people.agent) for home, candidate in pairs]


@pytest.fixture
def without_constraints(transactional_db) -> Iterator[None]:
    """Take the database's own guards away, and put them back."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute(TAKE_AWAY)
    yield
    for statement in EMPTY, PUT_BACK:
        with arranging(), connection.cursor() as cursor:
            cursor.execute(statement)


TAKE_AWAY = """
alter table placements_placement drop constraint placements_placement_place_id_key;
"""
EMPTY = "delete from placements_question; delete from placements_placement"
PUT_BACK = """
alter table placements_placement
    add constraint placements_placement_place_id_key unique (place_id);
"""


def held() -> int:
    """How many homes are held in the year, counted without looking at places."""
    with arranging():
        return Placement.objects.filter(year=YEAR, status="proposed", counts=True).count()


def test_200_at_once_hold_exactly_the_cap(people, posts):
    with web_server() as port:
        answers = all_at_once(port, posts, cookies=cookies_of(people.coordinator))

    assert held() == PactYear.objects.get(year=YEAR).ceiling == PLACES
    assert answers == {FOUND: PLACES, CONFLICT: RIVALS - PLACES}


def test_without_the_lock_the_database_still_refuses(people, posts):
    with web_server("tests.concurrency.unguarded") as port:
        all_at_once(port, posts[:ENOUGH], cookies=cookies_of(people.coordinator))

    assert 0 < held() <= PLACES


def test_without_any_guard_the_same_race_oversells(people, posts, without_constraints):
    with web_server("tests.concurrency.unguarded") as port:
        all_at_once(port, posts, cookies=cookies_of(people.coordinator))

    assert held() > PLACES
