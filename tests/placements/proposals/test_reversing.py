"""A candidate who says no after all, and a yes that was recorded by mistake."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from municipalities.models import Place
from pact.access.actor import acting_as
from pact.audit.models import Deed, Step
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.overview.minutes.lines import in_parts
from placements.overview.minutes.rows import rows_of
from placements.overview.work import work_of
from placements.proposals import actions
from placements.proposals.models import Question
from tests.conftest import actor_for
from tests.database import arranging
from tests.placements.proposals.road import Journey

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
A_DAY_LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


def refuse(journey: Journey, *, by: str = "caseworker", **changes: object):
    details = {"code": "surroundings", "spoke_on": TODAY, "at": A_DAY_LATER} | changes
    return journey.do(actions.refuse_after_all, by=by, placement=journey.placement, **details)


def take_back(journey: Journey, kind: str, *, by: str, at: datetime = NOW):
    details = {"kind": kind, "code": "entered_wrongly", "placement": journey.placement}
    return journey.do(actions.take_back_answer, by=by, at=at, **details)


def asked(journey: Journey, kind: str) -> Question:
    with arranging():
        return Question.objects.get(placement=journey.placement, kind=kind)


def page(journey: Journey, name: str = "placement", *arguments: str) -> str:
    return reverse(f"proposals:{name}", args=[journey.placement.public_id, *arguments])


@pytest.mark.parametrize("stop", ["released", "agreed"])
def test_a_candidate_who_says_no_after_all_lets_go_of_everything(journey, stop):
    journey.to(stop)
    place, since = journey.now(journey.placement).place_id, journey.candidate.waiting_since
    refuse(journey)

    placement, candidate = journey.now(journey.placement), journey.now(journey.candidate)
    assert (placement.status, placement.status_code) == ("declined", "surroundings")
    assert (candidate.status, candidate.waiting_since) == ("admitted", since)
    assert journey.now(journey.dwelling).status == "offered"
    assert journey.now(journey.introduction).status == "started"
    assert Place.objects.get(pk=place).taken is False


def test_that_there_was_a_yes_stays_on_record(journey):
    journey.to("agreed")
    refuse(journey)

    question = asked(journey, "candidate")
    assert (question.answer, question.code) == (False, "surroundings")
    assert (question.said_yes_at, question.answered_at) == (NOW, A_DAY_LATER)
    with arranging():
        told = Deed.objects.filter(action="answer_candidate").order_by("pk")
        assert [each.code for each in told] == ["", "surroundings"]
        steps = Step.objects.filter(object_id=journey.placement.pk, kind="placement")
        last = steps.order_by("pk").last()
        assert (last.was, last.becomes, last.code) == ("agreed", "declined", "surroundings")


def test_the_coordinator_judges_it_like_an_earlier_refusal(journey, people):
    journey.to("agreed")
    refuse(journey)
    office = actor_for(people.coordinator)
    with acting_as(office), translation.override("en"):
        texts = [item.text for item in work_of(office, TODAY).own]
    assert "The candidate refused a home. Say how you see this refusal." in texts
    journey.do(
        actions.judge_refusal, by="coordinator", placement=journey.placement, code="understandable"
    )
    assert asked(journey, "candidate").judgement == "understandable"


def test_only_a_yes_of_a_case_of_ones_own_is_refused_after_all(journey):
    journey.to("proposed")
    with pytest.raises(Refused, match="geen ja gezegd"):
        refuse(journey)
    journey.both_say_yes()
    with pytest.raises(Refused):
        refuse(journey, by="coordinator")
    with pytest.raises(Refused):
        refuse(journey, spoke_on=TODAY + timedelta(days=3))


def test_after_the_signature_the_lease_is_cancelled_instead(journey):
    journey.to("leased")
    with pytest.raises(Refused, match="geen antwoord meer nodig"):
        refuse(journey)
    assert journey.now(journey.placement).status == "leased"


def test_the_caseworker_records_it_on_a_page_and_everybody_reads_it(journey, people, signed_in):
    journey.to("agreed")
    care, office = signed_in(people.caseworker), signed_in(people.coordinator)
    address = page(journey, "refuse_after_all")
    assert address in care.get(page(journey)).content.decode()
    assert address not in office.get(page(journey)).content.decode()
    assert "De plaats van 2026 is weer vrij." in care.get(address).content.decode()

    typed = {"spoke_on": "23-11-2026", "code": "surroundings"}
    assert care.post(address, {**typed, "code": ""}).status_code == 422
    assert care.post(address, typed).status_code == 302
    assert care.post(address, typed).status_code == 409
    for client in (care, office):
        found = client.get(page(journey)).content.decode()
        assert "Eerst een ja, op 23 november 2026." in found
        assert "buurt past niet" in found


def test_a_yes_by_mistake_is_asked_again_and_the_mistake_stays_on_record(journey, people):
    journey.to("proposed")
    due_on = asked(journey, "profile").due_on
    journey.answer(actions.answer_profile, by="agent")
    take_back(journey, "profile", by="agent")

    question = asked(journey, "profile")
    assert (question.answer, question.answered_at, question.due_on) == (None, None, due_on)
    journey.answer(actions.answer_candidate, by="caseworker", spoke_on=TODAY)
    assert journey.now(journey.placement).released_at is None
    with arranging():
        told = Deed.objects.get(action="take_back_answer")
        assert (told.code, told.fields) == ("entered_wrongly", ["profile"])
    office = actor_for(people.coordinator)
    with acting_as(office), translation.override("en"):
        lines = [
            line.what
            for part in in_parts(rows_of(TODAY, office, at_most=50))
            for line in part.lines
        ]
    assert "An answer was taken back: agreement in principle on the profile" in lines


def test_after_its_term_a_yes_by_mistake_is_asked_with_a_new_one(journey, people):
    journey.to("proposed")
    due_on = asked(journey, "profile").due_on
    journey.answer(actions.answer_profile, by="agent")
    later = NOW + timedelta(days=(due_on - TODAY).days + 2)
    take_back(journey, "profile", by="agent", at=later)

    due_on = asked(journey, "profile").due_on
    assert due_on > later.date()
    with arranging():
        told = Message.objects.filter(kind="answer_wanted", act_by=due_on)
        assert set(told.values_list("recipient_id", flat=True)) == {people.agent.pk}


def test_a_check_can_be_taken_back_until_the_definite_yes(journey):
    journey.to("released")
    journey.checks_pass()
    take_back(journey, "viewing", by="agent")
    with pytest.raises(Refused, match="bezichtiging"):
        journey.answer(actions.answer_definite, by="agent")
    journey.answer(actions.answer_check, by="agent", kind="viewing", on=TODAY - timedelta(days=2))
    assert asked(journey, "viewing").on == TODAY - timedelta(days=2)
    journey.answer(actions.answer_definite, by="agent")
    with pytest.raises(Refused, match="geen antwoord meer nodig"):
        take_back(journey, "viewing", by="agent")


@pytest.mark.parametrize(("kind", "by"), [("profile", "agent"), ("candidate", "caseworker")])
def test_what_released_the_person_stays(journey, kind, by):
    journey.to("released")
    with pytest.raises(Refused, match="weet wie het is"):
        take_back(journey, kind, by=by)


def test_nobody_takes_back_the_answer_of_another_party(journey):
    journey.to("proposed")
    journey.answer(actions.answer_profile, by="agent")
    with pytest.raises(Refused, match="een andere partij"):
        take_back(journey, "profile", by="caseworker")
    with pytest.raises(Refused, match="geen antwoord om terug te draaien"):
        take_back(journey, "care", by="caseworker")


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("candidate", {"answer": False, "code": "rent"}),
        ("profile", {"answer": False, "code": "rent_income"}),
        ("profile", {"answer": None, "answered_at": None, "answered_by": None}),
    ],
)
def test_the_database_keeps_an_answer_as_it_was_given(journey, kind, change):
    journey.to("released")
    mine = Question.objects.filter(placement=journey.placement, kind=kind)
    refused = pytest.raises(DatabaseError, match="stays as it was given")
    with acting_as(journey.as_("caseworker")), refused, transaction.atomic():
        mine.update(**change)


def test_the_page_takes_an_answer_back_while_it_may(journey, people, signed_in):
    journey.to("proposed")
    journey.answer(actions.answer_profile, by="other_agent")
    agent, care = signed_in(people.agent), signed_in(people.caseworker)
    address = page(journey, "take_back_for_corporation", "profile")
    assert address in agent.get(page(journey)).content.decode()
    assert address not in care.get(page(journey)).content.decode()

    assert agent.post(address, {"code": "entered_wrongly"}).status_code == 302
    assert asked(journey, "profile").answer is None
    assert agent.post(address, {"code": "entered_wrongly"}).status_code == 409
    assert care.get(page(journey, "take_back_for_candidate", "profile")).status_code == 404
    assert agent.get(page(journey, "take_back_for_corporation", "viewing")).status_code == 404


@pytest.mark.parametrize(
    ("who", "name", "arguments"),
    [
        ("agent", "answer_profile", []),
        ("caseworker", "answer_care", []),
        ("caseworker", "answer_candidate", []),
        ("agent", "answer_check", ["viewing"]),
        ("agent", "answer_definite", []),
    ],
)
def test_a_no_says_what_it_ends_and_is_not_taken_without_its_reason(
    journey, people, signed_in, who, name, arguments
):
    journey.to("released" if name in {"answer_check", "answer_definite"} else "proposed")
    client, address = signed_in(getattr(people, who)), page(journey, name, *arguments)
    ends = "Met een nee stopt dit voorstel"
    assert ends in client.get(address).content.decode()
    answer = client.post(address, {"answer": "no", "spoke_on": "23-11-2026", "on": "23-11-2026"})
    assert answer.status_code == 422
    assert journey.now(journey.placement).status == "proposed"
