"""Whoever introduces somebody sees their home; whoever was replaced sees it no longer, from then on."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from municipalities.areas import actions as areas
from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.dwellings.models import Dwelling
from placements.introductions.actions import (
    name_worker,
    plan_introduction,
    stop_introduction,
)
from placements.introductions.models import Introduction
from placements.overview.leaving.actions import open_work
from placements.proposals.models import Placement
from placements.tenancies import actions
from tests.database import arranging
from tests.factories import GuidanceFactory, MembershipFactory, add_uitstromer, area
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT

FEBRUARY = datetime(2027, 2, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 12, 16, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    journey = Journey(people)
    people.successor = MembershipFactory(
        user__name="Volgende Opbouwwerker", role=people.worker.role, party=people.worker.party
    )
    return journey


def _replace(
    journey: Journey, *, by: str = "caseworker", at: datetime = AT, worker: str = "successor"
) -> None:
    journey.do(
        name_worker,
        by=by,
        at=at,
        introduction=journey.introduction,
        worker=getattr(journey.people, worker),
    )


def _end(journey: Journey, *, rehouse: bool) -> None:
    journey.do(
        actions.end_lease,
        by="agent",
        at=LATER,
        placement=journey.placement,
        on=LATER.date(),
        code="moved_on",
        rehouse=rehouse,
    )


def _sees(journey: Journey, name: str) -> tuple[int, int, int]:
    """How many placements, homes and tracks somebody can read, with the walls only."""
    with acting_as(journey.as_(name)), connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from placements_placement),"
            " (select count(*) from placements_dwelling), (select count(*) from placements_guidance)"
        )
        return cursor.fetchone()


@pytest.mark.parametrize("by", ["caseworker", "coordinator"])
def test_after_the_agreement_the_placement_goes_along(journey, by):
    journey.to("agreed")
    _replace(journey, by=by)
    assert journey.now(journey.placement).worker_id == journey.people.successor.pk
    assert (_sees(journey, "worker"), _sees(journey, "successor")) == ((0, 0, 0), (1, 1, 0))


def test_whoever_was_replaced_before_the_lease_never_hears_where_somebody_lives(journey):
    journey.to("agreed")
    _replace(journey)
    journey.sign()
    journey.start()
    assert journey.now(journey.guidance).worker_id == journey.people.successor.pk
    assert (_sees(journey, "worker"), _sees(journey, "successor")) == ((0, 0, 0), (1, 1, 1))


def test_an_introduction_planned_after_the_proposal_joins_it(journey):
    with arranging():
        journey.introduction.move_to("stopped", at=LATER, code="not_wanted")
    journey.to("agreed")
    assert journey.now(journey.placement).worker_id is None
    journey.do(
        plan_introduction,
        by="caseworker",
        candidate=journey.candidate,
        area=area("Schalkwijk"),
        worker=journey.people.worker,
        planned_on=date(2026, 11, 30),
    )
    assert journey.now(journey.placement).worker_id == journey.people.worker.pk


def test_an_introduction_elsewhere_does_not(journey):
    journey.to("agreed")
    with arranging():
        Introduction.objects.filter(pk=journey.introduction.pk).update(area=area("Velserbroek"))
        Placement.objects.update(worker=None)
        Introduction.objects.filter(pk=journey.introduction.pk).update(
            worker=journey.people.successor
        )
    assert journey.now(journey.placement).worker_id is None


def test_whoever_stops_introducing_no_longer_sees_the_home(journey):
    journey.to("agreed")
    journey.do(stop_introduction, by="worker", introduction=journey.introduction, code="not_wanted")
    assert journey.now(journey.placement).worker_id is None
    assert _sees(journey, "worker") == (0, 0, 0)


@pytest.mark.parametrize("by", ["caseworker", "coordinator"])
def test_after_the_move_somebody_else_is_named_too(journey, by):
    person = add_uitstromer(journey.candidate)
    second = GuidanceFactory(candidate=journey.candidate, uitstromer=person)
    journey.to("moved_in")
    _replace(journey, by=by, at=LATER)
    workers = {journey.now(row).worker_id for row in [journey.placement, journey.guidance, second]}
    assert workers == {journey.people.successor.pk}
    assert (_sees(journey, "worker"), _sees(journey, "successor")) == ((0, 0, 0), (1, 1, 2))


def test_who_is_met_at_home_is_open_work_of_whoever_meets_them(journey):
    journey.to("moved_in")
    assert _open_work(journey, "worker") == 1
    _replace(journey, at=LATER)
    assert (_open_work(journey, "worker"), _open_work(journey, "successor")) == (0, 1)


def test_whoever_meets_them_is_replaced_also_when_the_area_was_closed(
    journey, signed_in, time_machine
):
    journey.to("moved_in")
    _close_the_area(journey)
    time_machine.move_to(FEBRUARY, tick=False)
    page = reverse("introductions:name_worker", args=[journey.introduction.public_id])
    choices = signed_in(journey.people.caseworker).get(page).context["form"].fields["worker"]
    assert journey.people.successor in choices.queryset

    with pytest.raises(Refused, match="does not introduce people in Schalkwijk"):
        _replace(journey, at=FEBRUARY, worker="foreign_worker")
    _replace(journey, at=FEBRUARY)
    assert (_open_work(journey, "worker"), _open_work(journey, "successor")) == (0, 1)


def test_before_the_move_nobody_goes_on_in_an_area_that_was_closed(journey):
    _close_the_area(journey)
    with pytest.raises(Refused, match="no longer exists"):
        _replace(journey, at=FEBRUARY)


def _close_the_area(journey: Journey) -> None:
    closing = {"valid_to": date(2027, 1, 1), "version": areas.version_now()}
    journey.do(areas.close, by="administrator", at=LATER, area=area("Schalkwijk"), **closing)


def _open_work(journey: Journey, name: str) -> int:
    actor = journey.as_("coordinator")
    with acting_as(actor):
        return open_work([getattr(journey.people, name).pk], by=actor).introductions


def test_after_the_end_of_the_lease_nobody_is_named_any_more(journey):
    journey.to("moved_in")
    _end(journey, rehouse=False)
    with pytest.raises(Refused, match="can no longer be changed"):
        _replace(journey, at=LATER)


def test_who_waits_for_another_home_is_met_by_nobody_in_the_old_one(journey):
    journey.to("moved_in")
    _end(journey, rehouse=True)
    assert journey.now(journey.guidance).worker_id is None
    assert _sees(journey, "worker") == (0, 0, 0)


def test_without_the_trigger_whoever_was_replaced_would_keep_the_address(journey):
    """The control: the guard that the tests above lean on is the trigger."""
    journey.to("leased")
    with transaction.atomic():
        with arranging(), connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table placements_introduction disable trigger follow_worker")
        _replace(journey)
        with acting_as(journey.as_("worker")):
            assert Dwelling.objects.count() == 1
        transaction.set_rollback(True)
