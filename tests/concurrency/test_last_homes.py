"""P1: 200 people propose at the same moment, through a real server, and the cap is met exactly.

The cap of the year, and that of a share that is a limit. Again with a guard taken away. Without the
lock in Python the database still refuses; without the constraint as well, the same race oversells: so
the race is real and the guards are what holds.
"""

import pytest

from tests.concurrency.limits import PLACES, Limit
from tests.concurrency.rivals import CONFLICT, FOUND, candidates, homes, proposal
from tests.concurrency.server import SITE, all_at_once, cookies_of
from tests.concurrency.taken_away import without_constraint

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

RIVALS = 200
ENOUGH = 80
"""Four for each place are enough where it is not the number that is tried."""
UNGUARDED = "tests.concurrency.unguarded"
ONE_PLACE_ONE_HOME = "placements_placement_place_id_key"


@pytest.fixture
def posts(people) -> list[tuple[str, dict[str, str]]]:
    """Everybody proposes their own candidate for their own home: only places are scarce."""
    pairs = zip(homes(people.agent, RIVALS), candidates(people.caseworker, RIVALS), strict=True)
    return [proposal(home, candidate, agent=people.agent) for home, candidate in pairs]


def test_200_at_once_hold_exactly_the_cap(people, port_of, limit: Limit, posts):
    answers = all_at_once(port_of(SITE), posts, cookies=cookies_of(people.coordinator))

    assert limit.held() == limit.places == PLACES
    assert limit.taken() == (PLACES, 0)
    assert answers == {FOUND: PLACES, CONFLICT: RIVALS - PLACES}


@pytest.mark.parametrize("limit", ["the year"], indirect=True)
def test_without_the_lock_the_database_still_refuses(people, port_of, limit: Limit, posts):
    all_at_once(port_of(UNGUARDED), posts[:ENOUGH], cookies=cookies_of(people.coordinator))

    assert 0 < limit.held() <= PLACES


@pytest.mark.parametrize(
    ("limit", "rivals"), [("the year", RIVALS), ("a hard share", ENOUGH)], indirect=["limit"]
)
def test_without_any_guard_the_same_race_oversells(people, port_of, limit: Limit, posts, rivals):
    with without_constraint(ONE_PLACE_ONE_HOME):
        all_at_once(port_of(UNGUARDED), posts[:rivals], cookies=cookies_of(people.coordinator))

        assert limit.held() > PLACES
