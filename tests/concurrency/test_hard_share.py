"""A share that is a limit holds at the same moment as the pool does, also for bulk writes."""

import threading
from collections import Counter

import pytest
from django.db import IntegrityError, connection, transaction

from municipalities.models import POOL, Decision, Place
from municipalities.places import CapReached
from pact.access.actor import acting_as
from placements.proposals.actions import propose
from placements.proposals.models import Placement
from tests.concurrency.rivals import FREE_ON
from tests.concurrency.test_last_homes import YEAR
from tests.database import arranging
from tests.factories import WINTER, CandidateFactory, DwellingFactory, PlacementFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

SHARE, RIVALS = 3, 10


@pytest.fixture
def hard_share(people) -> int:
    """Haarlem's share of the year is a limit of three."""
    home = DwellingFactory(offered_by=people.agent)
    with arranging():
        decision = Decision.objects.create(
            kind="hard_share",
            year=YEAR,
            municipality_id=home.municipality_id,
            value=SHARE,
            document="verzonnen besluit",
            asked_by=people.administrator,
            asked_at=WINTER,
            decided_by=people.coordinator,
            decided_at=WINTER,
        )
        with connection.cursor() as cursor:
            cursor.execute("select municipalities_apply_decision(%s)", [decision.pk])
    return home.municipality_id


def test_rivals_for_a_hard_share_get_exactly_the_share(people, actor_of, hard_share):
    coordinator = actor_of(people.coordinator)
    pairs = [
        (
            CandidateFactory(caseworker=people.caseworker),
            DwellingFactory(offered_by=people.agent, answer_by=FREE_ON),
        )
        for _rival in range(RIVALS)
    ]
    start, outcomes = threading.Barrier(RIVALS), []

    def go(candidate, dwelling) -> None:
        start.wait()
        try:
            with acting_as(coordinator):
                propose(
                    candidate=candidate,
                    dwelling=dwelling,
                    agent=people.agent,
                    starts_on=FREE_ON,
                    by=coordinator,
                    at=WINTER,
                )
            outcomes.append("held")
        except CapReached:
            outcomes.append("full")
        finally:
            connection.close()

    rivals = [threading.Thread(target=go, args=pair) for pair in pairs]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert Counter(outcomes) == {"held": SHARE, "full": RIVALS - SHARE}
    with arranging():
        assert Placement.objects.filter(place__holder=hard_share).count() == SHARE


def test_a_bulk_write_cannot_draw_the_pool_for_a_hard_share(people, hard_share):
    free = Place.objects.filter(year=YEAR, holder=POOL, taken=False).first()
    with pytest.raises(IntegrityError, match="agree"):
        PlacementFactory(
            dwelling=DwellingFactory(offered_by=people.agent, status="reserved"),
            year_id=YEAR,
            place=free,
            holder=POOL,
        )


def test_raw_sql_cannot_move_a_home_out_of_a_hard_share(people, hard_share):
    placement = PlacementFactory(
        dwelling=DwellingFactory(offered_by=people.agent, status="reserved"), year_id=YEAR
    )
    assert placement.holder == hard_share
    refused = pytest.raises(IntegrityError, match="agree")
    with refused, transaction.atomic(), arranging(), connection.cursor() as cursor:
        cursor.execute("update placements_placement set holder = 0 where id = %s", [placement.pk])
