"""P1 from below: 200 homes written at one moment, in bulk and in plain SQL, meet the cap exactly.

Each way again with one guard taken away, on the year and on a share that is a limit: then the same
writers hold more than was agreed. So they do meet, and it is the guards that hold.
"""

import pytest

from tests.concurrency.limits import Limit
from tests.concurrency.rivals import candidates, homes
from tests.concurrency.taken_away import without_constraint
from tests.concurrency.writers import Wanted, all_at_once, in_bulk, in_sql

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.parametrize("write", [in_bulk, in_sql]),
]

WRITERS, EACH = 100, 2
ONE_PLACE_ONE_HOME = "placements_placement_place_id_key"
FROM_ITS_OWN_SHARE = "placement_year_municipality_holder_agree"


@pytest.fixture
def wishes(people, limit: Limit) -> list[list[Wanted]]:
    """Everybody wants homes of their own for candidates of their own: only places are scarce."""
    number = WRITERS * EACH
    pairs = zip(homes(people.agent, number), candidates(people.caseworker, number), strict=True)
    wanted = [Wanted(home, candidate, people.coordinator) for home, candidate in pairs]
    return [wanted[start : start + EACH] for start in range(0, number, EACH)]


@pytest.mark.both_engines
def test_200_at_once_hold_exactly_what_was_agreed(limit, wishes, write):
    all_at_once(write, wishes, holder=limit.holder)

    assert limit.held() == limit.places
    assert limit.taken() == (limit.places, 0)


def test_without_one_home_a_place_the_same_writers_oversell(limit, wishes, write):
    with without_constraint(ONE_PLACE_ONE_HOME):
        all_at_once(write, wishes, holder=limit.holder)

        assert limit.held() > limit.places


@pytest.mark.parametrize("limit", ["a hard share"], indirect=True)
def test_without_the_key_to_the_share_they_draw_from_what_is_of_all(limit, wishes, write):
    with without_constraint(FROM_ITS_OWN_SHARE):
        all_at_once(write, wishes, holder=limit.holder)

        assert limit.held() > limit.places
