"""The corporation waits longer: what that gives, and what it cannot do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.dwellings.models import Dwelling
from placements.proposals import actions
from placements.proposals.models import Question
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, Scene

OWN_DATE, LATER = date(2026, 12, 7), date(2026, 12, 18)
LAST_WEEK = datetime(2026, 12, 4, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def scene(people) -> Scene:
    return Scene(people)


def wait(scene, answer_by: date = LATER, *, by: str = "agent", at: datetime = AT):
    return scene.do(
        actions.wait_longer, by=by, placement=scene.placement, answer_by=answer_by, at=at
    )


def sweep(scene, day: int) -> str:
    clock = Actor.system("chase")
    with acting_as(clock):
        at = datetime(2026, 12, day, 9, tzinfo=UTC)
        actions.warn_or_lapse(placement=scene.now(scene.placement), by=clock, at=at)
    return scene.now(scene.placement).status


def due_dates(scene) -> dict[str, date]:
    with arranging():
        rows = Question.objects.filter(placement=scene.placement)
        return dict(rows.values_list("kind", "due_on"))


def test_a_proposal_that_would_lapse_goes_on_until_the_new_date(scene):
    scene.propose()
    assert sweep(scene, 6) == "proposed"
    wait(scene, at=LAST_WEEK + timedelta(days=3))

    assert scene.now(scene.dwelling).answer_by == LATER
    assert scene.now(scene.placement).warned_on is None
    assert [sweep(scene, day) for day in (8, 17, 18, 19)] == ["proposed"] * 3 + ["lapsed"]


def test_an_answer_that_was_cut_short_gets_its_whole_term(scene):
    scene.propose()
    scene.answer(actions.answer_profile, by="agent", at=LAST_WEEK)
    scene.answer(actions.answer_candidate, by="caseworker", spoke_on=AT.date(), at=LAST_WEEK)
    assert {due_dates(scene)[kind] for kind in ("viewing", "definite")} == {OWN_DATE}

    wait(scene, at=LAST_WEEK)
    due = due_dates(scene)
    assert (due["viewing"], due["definite"]) == (date(2026, 12, 11), LATER)


def test_what_was_answered_or_extended_keeps_its_date(scene):
    scene.propose()
    before = due_dates(scene)
    scene.answer(actions.answer_profile, by="agent")
    scene.do(
        actions.extend_term,
        by="coordinator",
        placement=scene.placement,
        kind="care",
        due_on=date(2026, 12, 4),
    )
    wait(scene)
    assert due_dates(scene) == before | {"care": date(2026, 12, 4)}


def test_the_others_are_told_and_a_warning_that_waits_is_dropped(scene, people):
    scene.propose()
    sweep(scene, 6)
    wait(scene, at=LAST_WEEK)
    with arranging():
        told = Message.objects.filter(kind="placement_waits")
        assert set(told.values_list("recipient_id", flat=True)) == {
            people.agent.pk,
            people.caseworker.pk,
            people.coordinator.pk,
        }
        assert set(told.values_list("act_by", flat=True)) == {LATER}
        warnings = Message.objects.filter(kind="placement_lapses")
        assert set(warnings.values_list("state", flat=True)) == {"dropped"}


@pytest.mark.parametrize("day", [date(2026, 11, 30), OWN_DATE])
def test_it_is_never_earlier_or_the_same(scene, day):
    scene.propose()
    with pytest.raises(Refused, match="Choose a date after 7 December 2026"):
        wait(scene, day)


def test_it_is_not_a_day_that_has_passed(scene):
    scene.propose()
    with pytest.raises(Refused, match="not before today"):
        wait(scene, date(2026, 12, 8), at=datetime(2026, 12, 9, 9, tzinfo=UTC))


def test_after_agreement_there_is_nothing_to_wait_for(scene):
    scene.agree()
    with pytest.raises(Refused, match="No answer is needed any more"):
        wait(scene)


def test_the_database_lets_nobody_shorten_the_date_of_a_home_that_is_held(scene):
    scene.propose()
    with arranging(), pytest.raises(IntegrityError, match="counts on the date"):
        Dwelling.objects.filter(pk=scene.dwelling.pk).update(answer_by=AT.date())


def test_the_deed_stands_on_the_page_of_the_home_and_of_the_placement(
    people, signed_in, time_machine
):
    time_machine.move_to(AT, tick=False)
    journey = Journey(people).to("proposed")
    address = reverse("proposals:wait_longer", args=[journey.placement.public_id])
    client = signed_in(people.other_agent)
    for page in [
        reverse("dwellings:detail", args=[journey.dwelling.public_id]),
        reverse("proposals:placement", args=[journey.placement.public_id]),
    ]:
        assert address in client.get(page).content.decode()

    assert client.post(address, {"answer_by": "18-12-2026"}).status_code == 302
    with arranging():
        assert Dwelling.objects.get(pk=journey.dwelling.pk).answer_by == LATER


def test_once_agreed_the_deed_is_gone_from_both_pages(people, signed_in, time_machine):
    time_machine.move_to(AT, tick=False)
    journey = Journey(people).to("agreed")
    address = reverse("proposals:wait_longer", args=[journey.placement.public_id])
    client = signed_in(people.agent)
    for page in [
        reverse("dwellings:detail", args=[journey.dwelling.public_id]),
        reverse("proposals:placement", args=[journey.placement.public_id]),
    ]:
        assert address not in client.get(page).content.decode()
