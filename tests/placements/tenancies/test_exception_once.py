"""An exception to the half year serves one lease, and none that starts after it ended."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection
from django.utils import translation

from placements.introductions.models import Exemption
from placements.tenancies import actions
from placements.tenancies.introduced import NotIntroduced
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.factories import DwellingFactory, PlacementFactory
from tests.placements.introductions.scenes import missing, sweep, told
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, STARTS, TODAY

LATER = datetime(2027, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    """Agreed, with an introduction that is too short, and an exception until 15 June 2027."""
    journey = Journey(people).to("agreed")
    journey.began(date(2026, 10, 1))
    journey.exemption = journey.grant_exemption()
    return journey


def _another_home(journey: Journey) -> None:
    """The candidate waits again, and somebody agreed on another home in another area."""
    home = DwellingFactory(offered_by=journey.people.agent, status="reserved")
    journey.placement = PlacementFactory(
        candidate=journey.now(journey.candidate),
        dwelling=home,
        status="agreed",
        released_at=AT,
        agreed_at=AT,
    )


def _lease_in_sql(journey: Journey, *, starts_on: date) -> None:
    Lease.objects.create(
        placement=journey.placement,
        form="regular",
        signed_on=TODAY,
        starts_on=starts_on,
        exemption=journey.exemption,
    )


def _with_one_guard_less(journey: Journey) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_lease disable trigger serves_one_lease")
    _lease_in_sql(journey, starts_on=date(2027, 5, 1))


def test_no_second_home_stands_on_the_first_exception(journey):
    journey.sign()
    journey.start()
    journey.do(
        actions.end_lease,
        by="agent",
        at=LATER,
        placement=journey.placement,
        on=LATER.date(),
        code="moved_on",
        rehouse=True,
    )
    _another_home(journey)
    with pytest.raises(NotIntroduced):
        journey.sign(at=LATER, signed_on=LATER.date(), starts_on=date(2027, 5, 1))
    with pytest.raises(IntegrityError, match="used, or ends before"), arranging():
        _lease_in_sql(journey, starts_on=date(2027, 5, 1))


def test_without_the_trigger_two_leases_still_do_not_stand_on_one(journey):
    """The control: with one guard taken away the other one refuses."""
    journey.sign()
    with arranging():
        journey.now(journey.placement).move_to("moved_in", at=AT)
        journey.now(journey.placement).move_to("ended", at=AT, code="left")
    _another_home(journey)
    with pytest.raises(IntegrityError, match="one_lease_an_exemption"), arranging():
        _with_one_guard_less(journey)


def test_nor_a_lease_that_starts_after_it_ended(journey):
    with arranging():
        Exemption.objects.update(catch_up_by=date(2026, 12, 14))
    with pytest.raises(NotIntroduced):
        journey.sign()
    with pytest.raises(IntegrityError, match="used, or ends before"), arranging():
        _lease_in_sql(journey, starts_on=STARTS)


def test_a_lease_may_start_on_its_last_day(journey):
    with arranging():
        Exemption.objects.update(catch_up_by=STARTS)
    assert journey.sign().exemption_id == journey.exemption.pk
    assert journey.now(journey.exemption).is_used


def test_what_was_cancelled_did_not_use_it_up(journey):
    journey.sign()
    journey.do(
        actions.cancel_lease, by="agent", placement=journey.placement, code="candidate_withdrew"
    )
    assert not journey.now(journey.exemption).is_used
    _another_home(journey)
    assert journey.sign().exemption_id == journey.exemption.pk


def test_it_silences_no_reminder_of_a_later_move(journey):
    journey.sign()
    sweep(TODAY)
    assert (told(), missing(TODAY)) == ([], [])
    with arranging():
        Exemption.objects.update(catch_up_by=date(2026, 12, 14))
    sweep(TODAY)
    assert [kind for _who, kind, _on, _late in told()] != []
    assert missing(TODAY) == []
