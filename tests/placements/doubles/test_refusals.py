"""What the database refuses or writes down by itself, whatever the code asks."""

import pytest
from django.db import IntegrityError, transaction

from pact.access.actor import acting_as
from placements.candidates.actions import RingFirst, reconsider, save_application
from placements.candidates.models import Candidate, PossibleDouble
from placements.guidance.actions import submit_application
from placements.proposals.actions import take_withdrawal_back, withdraw_candidate
from placements.proposals.actions.taking_back import GoesOnElsewhere
from tests.database import arranging
from tests.placements.candidates.filled import answers
from tests.placements.doubles.scenes import NOON, drafted, now_of, set_status, submitted


@pytest.fixture
def theirs(people) -> Candidate:
    return submitted(people.stranger)


@pytest.fixture
def ours(people) -> Candidate:
    return drafted(people.caseworker, last_name="Berg, van der")


# What it refuses


def test_a_double_is_not_submitted_before_the_coordinator_was_rung(people, actor_of, theirs, ours):
    with (
        acting_as(actor_of(people.caseworker)),
        pytest.raises(IntegrityError, match="ring the coordinator first"),
        transaction.atomic(),
    ):
        Candidate.objects.update(status="submitted")
    assert now_of(ours).status == "draft"


def test_an_action_that_did_not_ask_says_so_in_words(people, actor_of, theirs, ours):
    with (
        acting_as(actor_of(people.caseworker)) as by,
        pytest.raises(RingFirst, match=ours.reference),
    ):
        submit_application(candidate=ours, by=by, at=NOON)


def test_a_double_is_not_admitted_before_the_coordinator_looked(people, actor_of, theirs):
    ours = submitted(people.caseworker, has_rung=True)
    with (
        acting_as(actor_of(people.coordinator)),
        pytest.raises(IntegrityError, match="look first"),
        transaction.atomic(),
    ):
        Candidate.objects.filter(pk=ours.pk).update(status="admitted")


def test_neither_says_what_is_the_others_to_say(people, actor_of, theirs):
    ours = submitted(people.caseworker, has_rung=True)
    with acting_as(actor_of(people.caseworker)):
        PossibleDouble.objects.update(checked_at=NOON, rung_at=NOON)
    with acting_as(actor_of(people.coordinator)):
        PossibleDouble.objects.update(rung_at=None)
        row = PossibleDouble.objects.get(candidate=ours)
    assert (row.checked_at, row.rung_at) == (None, NOON)


@pytest.mark.parametrize("who", ["colleague", "stranger", "agent", "worker", "privacy_officer"])
def test_nobody_else_reads_that_it_may_be_double(people, actor_of, theirs, who):
    submitted(people.caseworker, has_rung=True)
    with acting_as(actor_of(getattr(people, who))):
        assert PossibleDouble.objects.count() == 0


# What comes to life in another way, or becomes somebody else


def test_who_becomes_somebody_else_after_the_submission_is_noted(people, actor_of, theirs):
    ours = submitted(people.caseworker, last_name="Heel Anders")
    with acting_as(actor_of(people.caseworker)) as by:
        save_application(candidate=ours, answers=answers(), version=ours.version, by=by, at=NOON)
    with acting_as(actor_of(people.coordinator)):
        assert PossibleDouble.objects.get().candidate_id == ours.pk


def test_who_changes_after_the_coordinator_looked_is_to_be_looked_at_again(
    people, actor_of, theirs
):
    ours = submitted(people.caseworker, has_rung=True)
    with acting_as(actor_of(people.coordinator)):
        PossibleDouble.objects.update(checked_at=NOON)
    with acting_as(actor_of(people.caseworker)) as by:
        save_application(
            candidate=ours, answers=answers(initials="W."), version=ours.version, by=by, at=NOON
        )
    with acting_as(actor_of(people.coordinator)):
        assert PossibleDouble.objects.get().checked_at is None


def test_a_draft_that_is_only_typed_is_noted_nowhere(people, ours, theirs):
    with arranging():
        assert PossibleDouble.objects.count() == 0


def test_what_is_taken_up_again_is_noted(people, actor_of):
    rejected = submitted(people.caseworker)
    set_status(rejected, "rejected")
    submitted(people.stranger)
    with acting_as(actor_of(people.coordinator)) as by:
        reconsider(candidate=now_of(rejected), by=by, at=NOON)
        assert PossibleDouble.objects.get().candidate_id == rejected.pk


def test_a_withdrawal_stays_when_the_person_was_entered_elsewhere_since(people, actor_of):
    ours = submitted(people.caseworker)
    why = {"code": "own_solution", "at": NOON}
    with acting_as(actor_of(people.caseworker)) as by:
        withdraw_candidate(candidate=ours, by=by, **why)
    submitted(people.stranger)
    correction = {"code": "did_not_happen", "at": NOON}
    with acting_as(actor_of(people.caseworker)) as by, pytest.raises(GoesOnElsewhere):
        take_withdrawal_back(candidate=ours, by=by, **correction)
    assert now_of(ours).status == "withdrawn"
