"""Another care party takes over while a proposal runs: it can answer, and knows that it must."""

from datetime import date

import pytest
from django.urls import reverse

from pact.access.actor import acting_as
from pact.agreement.models import Party
from pact.outbox.models import Message
from placements.guidance.actions import ask_takeover, hand_over_case
from placements.guidance.models import Guidance
from placements.introductions.models import Introduction
from placements.proposals import actions
from placements.proposals.models import Question
from tests.conftest import actor_for
from tests.database import arranging
from tests.placements.proposals.test_actions import AT, TODAY, Scene


@pytest.fixture
def scene(people) -> Scene:
    scene = Scene(people)
    scene.propose()
    scene.answer(actions.answer_profile, by="agent")
    return scene


def hand_over(scene, *, accepts: bool = True) -> None:
    asked = scene.do(
        ask_takeover, by="caseworker", candidate=scene.candidate, to=scene.people.stranger
    )
    with acting_as(actor_for(scene.people.stranger)) as by:
        actions.take_over(takeover=asked, accepts=accepts, by=by, at=AT)


def parties(scene) -> dict[str, Party]:
    with arranging():
        rows = Question.objects.filter(placement=scene.placement).select_related("party")
        return {row.kind: row.party for row in rows}


def told(member) -> list[tuple[str, date | None]]:
    with arranging():
        rows = Message.objects.filter(recipient=member).exclude(kind__startswith="takeover")
        return sorted(rows.values_list("kind", "act_by"))


def test_the_new_caseworker_answers_what_the_proposal_asks(scene):
    hand_over(scene)
    scene.answer(actions.answer_care, by="stranger")
    scene.answer(actions.answer_candidate, by="stranger", spoke_on=TODAY)

    assert scene.now(scene.placement).released_at == AT


def test_what_was_answered_stays_the_old_partys_answer(scene, people):
    scene.answer(actions.answer_care, by="caseworker")
    hand_over(scene)

    assert parties(scene) == {
        "profile": people.agent.party,
        "care": people.caseworker.party,
        "candidate": people.stranger.party,
    }


def test_the_new_caseworker_is_asked_by_when(scene, people):
    hand_over(scene)
    assert ("answer_wanted", date(2026, 11, 25)) in told(people.stranger)


def test_a_colleague_who_gets_the_case_is_told_and_asked_by_when(scene, people, signed_in):
    with arranging():
        Guidance.objects.update(responsible=people.coach)
    scene.do(hand_over_case, by="caseworker", candidate=scene.candidate, to=people.colleague)

    answer = ("answer_wanted", date(2026, 11, 25))
    assert told(people.colleague) == [answer, ("case_handed_over", None)]
    client = signed_in(people.colleague)
    with arranging():
        paths = list(Message.objects.filter(recipient=people.colleague).values_list("path"))
    assert [client.get(path).status_code for (path,) in paths] == [200, 200]


def test_a_colleague_is_not_asked_what_was_answered(scene, people):
    scene.answer(actions.answer_care, by="caseworker")
    scene.answer(actions.answer_candidate, by="caseworker", spoke_on=TODAY)
    scene.do(hand_over_case, by="caseworker", candidate=scene.candidate, to=people.colleague)
    assert "answer_wanted" not in dict(told(people.colleague))
    assert "case_handed_over" in dict(told(people.colleague))


def test_where_the_old_party_introduces_a_new_introducer_is_asked(scene, people, signed_in):
    with arranging():
        Introduction.objects.filter(pk=scene.introduction.pk).update(
            party=people.caseworker.party, worker=people.caseworker
        )
    hand_over(scene)

    assert ("introducer_wanted", None) in told(people.stranger)
    page = reverse("introductions:detail", args=[scene.introduction.public_id])
    assert signed_in(people.stranger).get(page).status_code == 200


def test_another_partys_introduction_is_left_alone(scene, people):
    hand_over(scene)
    assert "introducer_wanted" not in dict(told(people.stranger))


def test_after_a_no_everything_stays(scene, people):
    hand_over(scene, accepts=False)
    assert parties(scene)["care"] == people.caseworker.party
    assert told(people.stranger) == []
