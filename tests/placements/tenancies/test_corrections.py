"""What was recorded by mistake is undone by a step of its own; and no day that cannot be is recorded."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from municipalities.models import LedgerEntry, Place
from pact.audit.models import Deed, Step
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.introductions.actions import correct_first_contact
from placements.introductions.models import Contact
from placements.tenancies import actions
from placements.tenancies.models import Lease
from tests.database import arranging
from tests.pages import offered_by
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, TODAY
from tests.placements.tenancies.test_actions import make_final

REALLY = date(2027, 1, 10)
JANUARY = datetime(2027, 1, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


def _take_back(journey: Journey, *, by: str = "agent", starts_on: date = REALLY) -> Lease:
    return journey.do(
        actions.take_start_back,
        by=by,
        at=JANUARY,
        placement=journey.placement,
        starts_on=starts_on,
        code="wrong_date",
    )


def test_a_lease_does_not_start_before_it_was_signed(journey):
    journey.to("agreed").grant_exemption()
    journey.began(date(2026, 10, 1))
    journey.sign()
    with pytest.raises(Refused, match="lies before 23 November 2026"):
        journey.start(started_on=date(2025, 12, 15))
    with pytest.raises(IntegrityError, match="lease_starts_after"), arranging():
        Lease.objects.update(started_on=date(2025, 12, 15), started_by=journey.people.agent)


def test_a_lease_is_not_signed_before_the_home_was_proposed(journey):
    journey.to("agreed").grant_exemption()
    with pytest.raises(Refused, match="proposed on 23 November 2026"):
        journey.sign(signed_on=date(2016, 11, 23))


def test_keys_are_not_handed_over_before_the_signature(journey):
    journey.to("leased")
    with pytest.raises(Refused, match="lies before 23 November 2026"):
        journey.do(
            actions.hand_over_keys,
            by="agent",
            placement=journey.placement,
            on=date(2026, 1, 1),
        )


def test_a_lease_does_not_end_before_it_started(journey):
    journey.to("moved_in")
    with pytest.raises(Refused, match="lies before 15 December 2026"):
        journey.do(
            actions.end_lease,
            by="agent",
            at=JANUARY,
            placement=journey.placement,
            on=date(2026, 1, 1),
            code="left",
        )
    with pytest.raises(IntegrityError, match="lease_ends_after"), arranging():
        Lease.objects.update(ended_on=date(2026, 1, 1), end_code="left")


@pytest.mark.parametrize("by", ["agent", "coordinator"])
def test_a_start_that_was_a_mistake_is_taken_back(journey, by):
    journey.to("moved_in")
    _take_back(journey, by=by)

    lease = journey.now(Lease(pk=journey.placement.pk))
    assert (lease.started_on, lease.started_by_id, lease.starts_on) == (None, None, REALLY)
    assert journey.now(journey.placement).status == "leased"
    candidate = journey.now(journey.candidate)
    assert (candidate.status, candidate.waiting_since) == ("admitted", date(2026, 2, 2))
    introduction = journey.now(journey.introduction)
    assert (introduction.status, introduction.first_contact_on, introduction.move_on) == (
        "started",
        date(2026, 2, 16),
        REALLY,
    )
    guidance = journey.now(journey.guidance)
    assert (guidance.status, guidance.moved_on, guidance.runs_until) == ("running", None, None)
    with arranging():
        assert not guidance.moments.filter(dropped_at=None, held_on=None).exists()


def test_the_ledger_tells_it_and_the_place_follows_the_year(journey):
    journey.to("moved_in")
    _take_back(journey)
    placement = journey.now(journey.placement)
    with arranging():
        lines = LedgerEntry.objects.filter(placement=placement.public_id).order_by("pk")
        moved = list(lines.values_list("year", "movement", "reserved", "realised"))
        step = Step.objects.filter(kind="placement", object_id=placement.pk).latest("pk")
    assert moved[-3:] == [
        (2026, "correct", 1, -1),
        (2026, "release", -1, 0),
        (2027, "reserve", 1, 0),
    ]
    assert Place.objects.get(taken=True).pk == placement.place_id
    assert (step.was, step.becomes, step.code) == ("moved_in", "leased", "wrong_date")
    assert step.user_id == journey.people.agent.user_id


def test_everybody_hears_that_it_was_taken_back(journey):
    journey.to("moved_in")
    _take_back(journey)
    with arranging():
        told = Message.objects.filter(kind="placement_corrected")
        assert {journey.people.caseworker.pk, journey.people.worker.pk} <= set(
            told.values_list("recipient_id", flat=True)
        )


def test_afterwards_it_starts_on_the_day_on_which_it_really_did(journey):
    journey.to("moved_in")
    _take_back(journey, starts_on=date(2026, 12, 20))
    journey.start(at=JANUARY, started_on=date(2026, 12, 20))
    assert journey.now(journey.guidance).runs_until == date(2028, 12, 20)
    assert journey.now(journey.introduction).status == "moved"


def test_a_year_with_its_final_report_keeps_its_starts(journey):
    journey.to("moved_in")
    make_final(2026, by=journey.people.coordinator)
    with pytest.raises(Refused, match="final report of 2026"):
        _take_back(journey)
    assert journey.now(journey.placement).status == "moved_in"


def test_it_does_not_go_back_to_before_the_signature(journey):
    journey.to("moved_in")
    with pytest.raises(Refused, match="lies before 23 November 2026"):
        _take_back(journey, starts_on=date(2026, 11, 1))


def test_what_did_not_start_is_not_taken_back(journey):
    journey.to("leased")
    with pytest.raises(Refused, match="not possible now"):
        _take_back(journey)


# The keys, and the tenant's own name


def _doors(journey: Journey, signed_in, who: str) -> set[str]:
    where = reverse("proposals:placement", args=[journey.placement.public_id])
    return offered_by(signed_in(who).get(where))


def test_another_day_of_the_keys_moves_the_two_years(journey, people, signed_in):
    journey.to("moved_in")
    for day in [date(2027, 1, 4), date(2027, 1, 3)]:
        journey.do(
            actions.hand_over_keys, by="agent", at=JANUARY, placement=journey.placement, on=day
        )
        assert "tenancies:keys" in _doors(journey, signed_in, people.agent)
    assert journey.now(journey.guidance).runs_until == date(2029, 1, 3)


@pytest.mark.parametrize("by", ["agent", "coordinator"])
@pytest.mark.parametrize("on", [date(2026, 12, 20), None])
def test_a_transfer_gets_its_right_day_or_did_not_happen(journey, people, signed_in, by, on):
    journey.to("agreed").sign(form="intermediary")
    journey.start()
    assert "tenancies:correct_transfer" not in _doors(journey, signed_in, people.agent)
    journey.do(
        actions.transfer_lease,
        by="agent",
        at=JANUARY,
        placement=journey.placement,
        on=date(2027, 1, 4),
    )
    assert "tenancies:correct_transfer" in _doors(journey, signed_in, getattr(people, by))
    arguments = {"placement": journey.placement, "code": "wrong_date"}
    with pytest.raises(Refused, match="between the start"):
        journey.do(actions.correct_transfer, by=by, at=JANUARY, on=date(2026, 12, 1), **arguments)
    journey.do(actions.correct_transfer, by=by, at=JANUARY, on=on, **arguments)
    assert journey.now(Lease(pk=journey.placement.pk)).transferred_on == on


def test_the_page_asks_for_the_day_of_a_transfer(journey, people, signed_in, time_machine):
    journey.to("agreed").sign(form="intermediary")
    journey.start()
    time_machine.move_to(JANUARY, tick=False)
    client = signed_in(people.agent)
    address = reverse("tenancies:correct_transfer", args=[journey.placement.public_id])
    typed = {"answer": "moved", "on": "", "code": "wrong_date"}
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"answer": "none"}).status_code == 409


# The first contact


def _correct(journey: Journey, on: date, *, by: str = "worker") -> None:
    journey.do(correct_first_contact, by=by, introduction=journey.introduction, on=on)


@pytest.mark.parametrize("by", ["worker", "coordinator"])
def test_the_first_contact_is_put_on_the_right_day(journey, by):
    _correct(journey, date(2026, 2, 20), by=by)
    assert journey.now(journey.introduction).first_contact_on == date(2026, 2, 20)
    with arranging():
        first = Contact.objects.filter(introduction=journey.introduction).order_by("on").first()
        deed = Deed.objects.get(action="introduction.first_contact_corrected")
    assert first.on == date(2026, 2, 20)
    assert deed.code == "2026-02-16>2026-02-20"


def test_not_by_a_caseworker_where_another_party_introduces(journey):
    with pytest.raises(Refused, match="Another party introduces"):
        _correct(journey, date(2026, 2, 20), by="caseworker")


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 11, 24), "in the future"),
        (date(2026, 1, 1), "before the application"),
        (date(2026, 11, 20), "Another contact was held"),
    ],
)
def test_a_day_that_cannot_be_is_refused(journey, on, sentence):
    with pytest.raises(Refused, match=sentence):
        _correct(journey, on)


def test_a_lease_that_rests_on_it_keeps_its_day(journey):
    journey.to("leased")
    with pytest.raises(Refused, match="A lease rests"):
        _correct(journey, date(2026, 2, 20))
    with pytest.raises(IntegrityError), arranging():
        type(journey.introduction).objects.update(first_contact_on=date(2026, 2, 20))


def test_what_does_not_run_has_no_day_to_correct(journey):
    with arranging():
        journey.now(journey.introduction).move_to("stopped", at=AT, code="not_wanted")
    with pytest.raises(Refused):
        _correct(journey, TODAY, by="coordinator")
