"""Appointments: who is told, what revives, and what a postponement cancels."""

from datetime import date, time

import pytest
from django.utils import translation

from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.proposals.models import Placement
from placements.tenancies import actions
from placements.tenancies.models import Appointment
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT

DAY, LATER = date(2026, 12, 10), date(2027, 1, 11)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people).to("leased")


def make(journey, by: str = "agent", **changes: object) -> Appointment:
    arguments = {"kind": "keys", "on": DAY, "at_time": time(10, 30)} | changes
    return journey.do(actions.make_appointment, by=by, placement=journey.placement, **arguments)


def drop(journey, appointment: Appointment, by: str = "agent") -> None:
    journey.do(actions.drop_appointment, by=by, appointment=appointment)


def told() -> set[int]:
    with arranging():
        rows = Message.objects.filter(kind="appointment_news", act_by=None)
        return set(rows.values_list("recipient_id", flat=True))


def standing(journey) -> list[Appointment]:
    with arranging():
        return list(Appointment.objects.filter(placement=journey.placement, dropped_at=None))


def test_somebody_comes_with_the_candidate(journey):
    with arranging():
        Placement.objects.update(worker=None)
    nobody = {"agent_comes": False, "caseworker_comes": False}
    with pytest.raises(Refused, match="not alone"):
        make(journey, **nobody, worker_comes=True)
    assert make(journey, agent_comes=False, worker_comes=True).caseworker_comes


@pytest.mark.parametrize(
    ("by", "who", "hear"),
    [
        ("agent", {}, {"caseworker"}),
        ("caseworker", {}, {"agent"}),
        ("lead", {}, {"agent", "caseworker"}),
        ("agent", {"worker_comes": True}, {"caseworker", "worker"}),
        ("agent", {"caseworker_comes": False, "worker_comes": True}, {"worker"}),
        ("caseworker", {"agent_comes": False}, set()),
    ],
)
def test_whoever_comes_is_told_and_not_whoever_made_it(journey, people, by, who, hear):
    make(journey, by, **who)
    assert told() == {getattr(people, name).pk for name in hear}


def test_whoever_would_come_hears_that_it_is_cancelled(journey, people):
    appointment = make(journey, "caseworker", agent_comes=False)
    drop(journey, appointment, by="agent")
    assert told() == {people.caseworker.pk}


def test_what_was_cancelled_can_be_made_again_at_that_time(journey):
    drop(journey, make(journey))
    make(journey, agent_comes=False)

    [again] = standing(journey)
    assert (again.on, again.agent_comes, again.caseworker_comes) == (DAY, False, True)


def test_what_stands_is_not_made_twice(journey):
    make(journey)
    with pytest.raises(Refused, match="already there"):
        make(journey, agent_comes=False)


def test_a_postponed_start_cancels_the_keys_and_tells_who_would_come(journey, people):
    make(journey, "caseworker", worker_comes=True)
    journey.do(
        actions.postpone_start,
        by="agent",
        placement=journey.placement,
        starts_on=LATER,
        code="dwelling_not_ready",
        at=AT,
    )
    assert standing(journey) == []
    assert {people.caseworker.pk, people.worker.pk} <= told()
