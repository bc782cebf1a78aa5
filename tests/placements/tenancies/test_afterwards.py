"""After the guidance the corporation speaks of its home: an intermediary lease still changes hands."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from pact.common.refusals import Refused
from placements.dwellings.models import Dwelling
from placements.tenancies import actions
from placements.tenancies.models import Lease
from tests.placements.proposals.road import Journey

OVER = datetime(2029, 1, 8, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    journey = Journey(people).to("agreed")
    journey.sign(form="intermediary")
    journey.start()
    return journey


def _transfer(journey: Journey, *, by: str = "agent") -> Lease:
    return journey.do(
        actions.transfer_lease_of_home,
        by=by,
        at=OVER,
        dwelling=journey.dwelling,
        on=date(2029, 1, 5),
    )


def test_the_tenants_own_name_may_come_after_the_guidance(journey):
    journey.do(actions.complete, by="caseworker", at=OVER, placement=journey.placement)
    _transfer(journey)
    assert journey.now(Lease(pk=journey.placement.pk)).transferred_on == date(2029, 1, 5)
    assert journey.now(journey.placement).status == "completed"


def test_while_somebody_is_guided_it_is_recorded_at_the_placement(journey):
    with pytest.raises(Refused, match="on the page of the placement"):
        _transfer(journey)


def test_a_home_of_others_is_not_there(journey):
    journey.do(actions.complete, by="caseworker", at=OVER, placement=journey.placement)
    with pytest.raises(Dwelling.DoesNotExist):
        _transfer(journey, by="foreign_agent")
