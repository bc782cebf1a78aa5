"""What was typed wrongly of a lease is put right before it starts, and judged again."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from municipalities.models import LedgerEntry
from pact.audit.models import Deed
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.tenancies import actions
from placements.tenancies.introduced import NotIntroduced
from placements.tenancies.models import Appointment, Lease
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, STARTS, TODAY
from tests.placements.tenancies.test_actions import START_DAY

WRONG, LATER = date(2028, 1, 10), date(2026, 12, 20)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people).to("agreed")


def correct(journey: Journey, *, by: str = "agent", **changes: object) -> Lease:
    lease = {"form": "regular", "signed_on": TODAY, "starts_on": STARTS} | changes
    verb = actions.correct_lease
    return journey.do(verb, by=by, placement=journey.placement, code="wrong_date", **lease)


def movements(journey: Journey) -> list[tuple[int, str]]:
    with arranging():
        lines = LedgerEntry.objects.filter(placement=journey.placement.public_id).order_by("pk")
        return list(lines.values_list("year", "movement"))


def postpone(journey: Journey, **start: date) -> Lease:
    verb = actions.postpone_start
    return journey.do(verb, by="agent", placement=journey.placement, code="works", **start)


def take_back(journey: Journey, **start: date) -> Lease:
    verb, given = actions.take_start_back, {"at": START_DAY, "code": "wrong_date"}
    return journey.do(verb, by="agent", placement=journey.placement, **given, **start)


@pytest.mark.parametrize(
    ("recorded", "verb"),
    [([], Journey.sign), (["sign"], postpone), (["sign"], correct), (["sign", "start"], take_back)],
)
def test_no_lease_starts_years_from_now(journey, recorded, verb):
    for step in recorded:
        getattr(journey, step)()
    with pytest.raises(Refused, match="at the latest"):
        verb(journey, starts_on=date(2062, 12, 15))


def test_a_wrong_start_is_put_right_and_the_home_counts_in_its_own_year_again(journey):
    journey.sign(starts_on=WRONG)
    correct(journey)

    assert journey.now(Lease(pk=journey.placement.pk)).starts_on == STARTS
    placement = journey.now(journey.placement)
    assert (placement.status, placement.year_id, placement.counts) == ("leased", 2026, True)
    assert journey.now(journey.introduction).move_on == STARTS
    assert movements(journey)[-2:] == [(2028, "release"), (2026, "reserve")]


def test_form_and_signature_are_put_right_and_it_is_on_record_who_did_so(journey, people):
    journey.sign(form="intermediary")
    before = movements(journey)
    correct(journey)

    assert journey.now(Lease(pk=journey.placement.pk)).form == "regular"
    assert movements(journey) == before
    with arranging():
        deed = Deed.objects.get(action="lease.corrected")
        assert (deed.membership_id, deed.fields) == (people.agent.pk, ["form"])
        told = Message.objects.filter(kind="lease_corrected")
        assert set(told.values_list("recipient_id", flat=True)) == {
            each.pk for each in (people.agent, people.caseworker, people.worker, people.coordinator)
        }


def test_an_earlier_start_needs_the_half_year_as_well(journey):
    journey.began(date(2026, 6, 15))
    journey.sign()
    with pytest.raises(NotIntroduced, match="from 15 December 2026 on"):
        correct(journey, starts_on=date(2026, 12, 14))
    assert journey.now(Lease(pk=journey.placement.pk)).starts_on == STARTS


def test_another_start_cancels_the_appointment_for_the_keys(journey):
    journey.sign()
    keys = {"kind": "keys", "on": STARTS, "at_time": "10:00"}
    journey.do(actions.make_appointment, by="agent", placement=journey.placement, **keys)
    correct(journey, form="tripartite")
    with arranging():
        assert Appointment.objects.get().dropped_at is None
    correct(journey, form="tripartite", starts_on=LATER)
    with arranging():
        assert Appointment.objects.get().dropped_at == AT


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "Nothing differs"),
        ({"signed_on": date(2026, 11, 22)}, "proposed on 23 November 2026"),
        ({"signed_on": date(2026, 11, 24)}, "still to come"),
        ({"starts_on": date(2026, 11, 22)}, "before it is signed"),
    ],
)
def test_what_cannot_be_is_refused(journey, changes, why):
    journey.sign()
    with pytest.raises(Refused, match=why):
        correct(journey, **changes)


def test_it_was_signed_before_the_keys_were_handed_over(journey):
    journey.sign()
    given = {"placement": journey.placement, "on": TODAY}
    journey.do(actions.hand_over_keys, by="agent", **given)
    tomorrow = AT.replace(day=24)
    with pytest.raises(Refused, match="keys were handed over on 23 November 2026"):
        correct(journey, signed_on=tomorrow.date(), at=tomorrow)


def test_a_lease_that_started_is_not_corrected_here(journey):
    journey.sign()
    journey.start()
    with pytest.raises(Refused, match="not possible now"):
        correct(journey, form="tripartite")


def test_the_page_asks_what_is_right_and_begins_with_what_is_there(journey, people, signed_in):
    journey.sign(form="intermediary")
    page = reverse("tenancies:correct_lease", args=[journey.placement.public_id])
    form = signed_in(people.agent).get(page).context["form"]
    assert [form[name].initial for name in form.fields] == ["intermediary", TODAY, STARTS, None]
