"""P2: whoever is wanted for many homes at one moment gets one, and a home gets one candidate.

Each once more with the guards taken away, in Python and then in the database too: that race does
give more than one, or it would prove nothing.
"""

import pytest

from municipalities.models import Place
from placements.proposals.models import Placement
from tests.concurrency.rivals import CONFLICT, FOUND, candidates, homes, proposal
from tests.concurrency.server import SITE, all_at_once, cookies_of
from tests.concurrency.taken_away import without_indexes
from tests.database import arranging

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

RIVALS = 16
UNLOOKED = "tests.concurrency.unlooked"


@pytest.fixture(params=["one candidate", "one home"])
def posts(request, people) -> list[tuple[str, dict[str, str]]]:
    scarce = request.param
    wanted = candidates(people.caseworker, 1 if scarce == "one candidate" else RIVALS)
    offered = homes(people.agent, 1 if scarce == "one home" else RIVALS)
    return [
        proposal(home, candidate, agent=people.agent) for home in offered for candidate in wanted
    ]


def held() -> tuple[int, int]:
    """How many placements live, and how many places they took."""
    with arranging():
        return Placement.objects.count(), Place.objects.filter(taken=True).count()


def test_of_16_at_once_one_is_proposed(people, port_of, posts):
    answers = all_at_once(port_of(SITE), posts, cookies=cookies_of(people.coordinator))

    assert held() == (1, 1)
    # Whoever comes once the home is gone is led back to the table, and told so.
    assert answers.total() == RIVALS
    assert set(answers) == {FOUND, CONFLICT}


def test_without_a_look_the_database_still_refuses(people, port_of, posts):
    all_at_once(port_of(UNLOOKED), posts, cookies=cookies_of(people.coordinator))

    assert held() == (1, 1)


INDEXES = ["one_live_placement_a_candidate", "one_live_placement_a_dwelling"]


def test_without_any_guard_the_same_race_gives_more_than_one(people, port_of, posts):
    with without_indexes(*INDEXES):
        all_at_once(port_of(UNLOOKED), posts, cookies=cookies_of(people.coordinator))

        assert held()[0] > 1
