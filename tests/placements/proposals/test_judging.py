"""A candidate's refusal is judged by the coordinator, and nothing follows from it."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.overview.work import work_of
from placements.proposals import actions
from placements.proposals.models import Question
from tests.database import arranging
from tests.placements.proposals.test_actions import AT, TODAY, Scene


@pytest.fixture
def scene(people, time_machine) -> Scene:
    time_machine.move_to(AT, tick=False)
    scene = Scene(people)
    scene.propose()
    scene.answer(actions.answer_candidate, by="caseworker", yes=False, code="rent", spoke_on=TODAY)
    return scene


def judge(scene, by: str = "coordinator", code: str = "understandable") -> Question:
    return scene.do(actions.judge_refusal, by=by, placement=scene.placement, code=code)


def texts(scene) -> list[str]:
    actor = scene.as_("coordinator")
    with acting_as(actor), translation.override("en"):
        return [item.text for item in work_of(actor, TODAY).own]


def test_it_is_the_coordinators_work_until_it_is_judged(scene):
    assert [text for text in texts(scene) if "refus" in text] == [
        "The candidate refused a home. Say how you see this refusal."
    ]
    judge(scene)
    assert [text for text in texts(scene) if "refus" in text] == []


def test_nothing_follows_from_it(scene):
    before = scene.now(scene.candidate)
    judge(scene, code="not_clear")

    after = scene.now(scene.candidate)
    assert (after.status, after.waiting_since) == (before.status, before.waiting_since)
    assert scene.now(scene.placement).status == "declined"
    assert scene.now(scene.dwelling).status == "offered"


@pytest.mark.parametrize("who", ["caseworker", "agent"])
def test_nobody_else_judges_it(scene, who):
    with pytest.raises(Refused, match=r"[Cc]o.rdinator"):
        judge(scene, by=who)


def test_the_database_lets_a_caseworker_judge_nothing(scene):
    asked = Question.objects.filter(placement=scene.placement, kind="candidate")
    refused = pytest.raises(DatabaseError, match="Only the coordinator")
    with acting_as(scene.as_("caseworker")), refused, transaction.atomic():
        asked.update(judgement="understandable")


def test_it_is_judged_once_and_only_where_somebody_refused(scene):
    judge(scene)
    with pytest.raises(Refused):
        judge(scene, code="not_clear")
    with arranging():
        assert Question.objects.get(judgement="understandable").kind == "candidate"


def test_the_deed_stands_on_the_page_and_its_outcome_after_it(scene, people, signed_in):
    page = reverse("proposals:placement", args=[scene.placement.public_id])
    deed = reverse("proposals:judge_refusal", args=[scene.placement.public_id])
    office, care = signed_in(people.coordinator), signed_in(people.caseworker)
    assert deed in office.get(page).content.decode()
    assert deed not in care.get(page).content.decode()

    assert office.post(deed, {"code": "other_home"}).status_code == 302
    for client in (office, care):
        found = client.get(page).content.decode()
        assert "een andere woning past beter" in found
        assert deed not in found
