"""A withdrawal or an admission that was a mistake is taken back: what it was is as it was, and no more."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.audit.models import Step
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates import actions as candidates
from placements.candidates.application import whole
from placements.candidates.waiting import waiting_days
from placements.guidance.models import ContactMoment
from placements.guidance.promises import gaps_in_guidance
from placements.proposals import actions
from placements.reporting.annual.people import not_taken_back
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    add_uitstromer,
)
from tests.placements.proposals.test_actions import AT, TODAY

LATER = AT + timedelta(days=30)
BACK = "did_not_happen"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def case(people):
    """Admitted, with a guided person; both coordinators are there."""
    people.coordinator, people.deputy  # noqa: B018
    case = CandidateFactory(caseworker=people.caseworker)
    people.track = GuidanceFactory(candidate=case)
    return case


def do(people, verb, *, by: str = "caseworker", at=AT, **arguments):
    actor = actor_for(getattr(people, by))
    with acting_as(actor):
        return verb(by=actor, at=at, **arguments)


def withdraw(people, case, code: str = "own_solution", at=AT):
    return do(people, actions.withdraw_candidate, candidate=case, code=code, at=at)


def take_back(people, case, *, by: str = "caseworker", code: str = BACK):
    return do(people, actions.take_withdrawal_back, by=by, at=LATER, candidate=case, code=code)


def now(row):
    with arranging():
        return type(row).objects.get(pk=row.pk)


def rejected(people, case):
    do(people, candidates.reject, by="coordinator", candidate=case, code="not_ready")


def returned(people, case):
    do(people, candidates.return_application, by="coordinator", candidate=case, codes=["income"])


def held(people, case):
    how = {"code": "on_request", "stop_introductions": False}
    do(people, actions.hold_candidate, candidate=case, **how)


ROADS = {
    "submitted": ("submitted", None),
    "returned": ("submitted", returned),
    "rejected": ("submitted", rejected),
    "admitted": ("admitted", None),
    "on_hold": ("admitted", held),
}


# A withdrawal


@pytest.mark.parametrize("by", ["caseworker", "coordinator"])
@pytest.mark.parametrize("status", ROADS)
def test_a_case_goes_on_as_it_was(people, status, by):
    people.coordinator, people.deputy  # noqa: B018
    began, then = ROADS[status]
    waits = {} if began == "admitted" else {"waiting_since": None}
    case = CandidateFactory(caseworker=people.caseworker, status=began, **waits)
    track = GuidanceFactory(candidate=case)
    if then:
        then(people, case)
    before = now(case)
    withdraw(people, case, at=AT + timedelta(days=10))
    take_back(people, case, by=by)
    after = now(case)
    kept = ["status", "status_code", "held_since", "days_on_hold", "waiting_since", "answer_by"]
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert waiting_days(after, LATER.date()) == waiting_days(before, LATER.date())
    with arranging():
        step = Step.objects.filter(kind="candidate", object_id=case.pk).latest("pk")
        assert (step.was, step.becomes, step.code) == ("withdrawn", status, BACK)
        assert gaps_in_guidance(TODAY) == []
        asked = [item["code"] for item in whole(after).asked]
        assert asked == (["income"] if status == "returned" else [])
    assert now(track).status == "running"


def test_guidance_runs_again_by_the_named_person_without_a_day_between(people, case):
    with arranging():
        keys = ContactMoment.objects.create(
            guidance=people.track, kind="visit", planned_on=TODAY + timedelta(days=40)
        )
        gone = ContactMoment.objects.create(
            guidance=people.track, kind="visit", planned_on=TODAY, dropped_at=AT - timedelta(days=9)
        )
    withdraw(people, case)
    take_back(people, case)
    track = now(people.track)
    with arranging():
        turns = track.responsibilities.values_list("member", "to_day")
        assert list(turns) == [(track.responsible_id, None)]
    assert (track.status, track.ended_on) == ("running", None)
    assert (now(keys).dropped_at, now(gone).dropped_at) == (None, AT - timedelta(days=9))


def test_whoever_left_is_followed_by_who_handles_the_case(people, case):
    with arranging():
        track = people.track
        type(track).objects.filter(pk=track.pk).update(responsible=people.colleague)
        track.responsibilities.update(member=people.colleague)
    withdraw(people, case)
    with arranging():
        people.colleague.ended_on = TODAY
        people.colleague.save()
    take_back(people, case)
    assert now(track).responsible_id == people.caseworker.pk


def test_what_ended_by_a_decision_before_stays_ended(people, case):
    second = GuidanceFactory(candidate=case, uitstromer=add_uitstromer(case))
    earlier = AT - timedelta(days=3)
    do(people, actions.end_track, guidance=second, code="by_decision", at=earlier)
    withdraw(people, case)
    take_back(people, case)
    assert (now(people.track).status, now(second).status) == ("running", "ended")
    with pytest.raises(IntegrityError, match="a named person"), arranging():
        type(second).objects.filter(pk=second.pk).update(status="running", ended_on=None)


def test_introductions_and_homes_are_not_held_again(people, case):
    introduction = IntroductionFactory(candidate=case, worker=people.worker)
    placement = PlacementFactory(candidate=case)
    withdraw(people, case)
    take_back(people, case)
    assert (now(introduction).status, now(placement).status) == ("stopped", "withdrawn")


def test_nobody_goes_on_after_their_death(people, case):
    withdraw(people, case, code="deceased")
    with pytest.raises(Refused, match="somebody died"):
        take_back(people, case)
    with pytest.raises(IntegrityError, match="after their death"), arranging():
        type(case).objects.filter(pk=case.pk).update(status="admitted")


def test_nobody_is_admitted_by_way_of_a_withdrawal(people):
    case = CandidateFactory(caseworker=people.caseworker, status="submitted")
    GuidanceFactory(candidate=case)
    withdraw(people, case)
    refused = pytest.raises(IntegrityError, match="taken back to submitted, not to admitted")
    with refused, acting_as(actor_for(people.caseworker)):
        type(case).objects.filter(pk=case.pk).update(status="admitted")


def test_a_draft_and_a_case_in_hand_have_nothing_to_go_back_to(people, case):
    with pytest.raises(Refused, match="no withdrawal"):
        take_back(people, case)
    draft = CandidateFactory(caseworker=people.caseworker, status="draft")
    withdraw(people, draft)
    with pytest.raises(Refused, match="nothing to go back to"):
        take_back(people, draft)


def test_only_whose_case_it_is_or_the_coordinator_takes_it_back(people, case):
    withdraw(people, case)
    for stranger in ["colleague", "stranger", "agent"]:
        with pytest.raises(type(case).DoesNotExist):
            take_back(people, case, by=stranger)
    with pytest.raises(Refused, match="reason"):
        take_back(people, case, code="own_solution")


def test_a_withdrawal_that_was_a_mistake_is_not_reported(people, case):
    withdraw(people, case)
    with arranging():
        rows = Step.objects.filter(kind="candidate", becomes="withdrawn")
        assert not_taken_back(rows, LATER.date()).count() == 1
    take_back(people, case)
    with arranging():
        assert not_taken_back(rows, LATER.date()).count() == 0
        assert not_taken_back(rows, TODAY).count() == 1


def test_the_file_leads_to_it_and_back(people, case, signed_in):
    withdraw(people, case)
    page = reverse("proposals:take_withdrawal_back", args=[case.public_id])
    file = reverse("candidates:file", args=[case.public_id])
    for who in ["caseworker", "coordinator"]:
        assert page in signed_in(getattr(people, who)).get(file).content.decode()
    answer = signed_in(people.caseworker).post(page, {"code": BACK}, follow=True)
    assert "teruggedraaid naar “toegelaten”" in answer.content.decode()


# An admission


def admitted(people):
    people.deputy  # noqa: B018
    case = CandidateFactory(
        caseworker=people.caseworker, status="submitted", waiting_since=None, admitted_at=None
    )
    GuidanceFactory(candidate=case)
    do(people, candidates.admit, by="coordinator", candidate=case)
    return case


def unadmit(people, case, *, by: str = "deputy"):
    return do(people, actions.take_admission_back, by=by, candidate=case, code="other_case")


def test_an_admission_is_taken_back_and_decided_on_anew(people):
    case = admitted(people)
    assert unadmit(people, case).answer_by > TODAY
    after = now(case)
    assert (after.status, after.waiting_since, after.admitted_at) == ("submitted", None, None)
    with arranging():
        told = Message.objects.filter(kind="admission_taken_back")
        assert set(told.values_list("recipient_id", flat=True)) == {people.caseworker.pk}
    do(people, candidates.reject, by="coordinator", candidate=case, code="not_ready")
    assert now(case).status == "rejected"


@pytest.mark.parametrize("made", [IntroductionFactory, PlacementFactory])
def test_an_admission_of_which_something_came_stays(people, made, signed_in):
    case = admitted(people)
    page = reverse("proposals:take_admission_back", args=[case.public_id])
    file = reverse("candidates:file", args=[case.public_id])
    client = signed_in(people.coordinator)
    assert page in client.get(file).content.decode()
    made(candidate=case)
    assert page not in client.get(file).content.decode()
    with pytest.raises(Refused, match="came of this admission"):
        unadmit(people, case)
    assert now(case).status == "admitted"


def test_whoever_nominated_does_not_take_an_admission_back(people):
    case = CandidateFactory(caseworker=people.caseworker, status="returned")
    with acting_as(actor_for(people.coordinator)):
        type(case).objects.filter(pk=case.pk).update(status="submitted", status_at=AT)
    do(people, candidates.admit, by="deputy", candidate=case)
    with pytest.raises(candidates.OwnCandidate):
        unadmit(people, case, by="coordinator")
