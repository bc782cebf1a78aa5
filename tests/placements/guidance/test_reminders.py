"""Who is reminded of a contact moment, when, and that nobody is told twice."""

from datetime import datetime, timedelta

import pytest
import time_machine

from pact.access.actor import Actor, acting_as
from pact.outbox.models import Message
from placements.guidance import actions
from placements.guidance.models import ContactMoment
from placements.guidance.promises import gaps_in_guidance
from placements.guidance.reminders import remind
from placements.guidance.tasks import remind_contact_moments
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory

DAY = datetime(2027, 3, 15, 8, 0).astimezone()


@pytest.fixture
def moment(people):
    assert people.coordinator
    track = GuidanceFactory(candidate__caseworker=people.caseworker)
    with arranging():
        return ContactMoment.objects.create(guidance=track, kind="visit", planned_on=DAY.date())


def sweep(days):
    with acting_as(Actor.system("remind")):
        return remind(DAY + timedelta(days=days))


def told():
    with arranging():
        rows = Message.objects.exclude(state="dropped").order_by("due_on", "recipient_id")
        return [
            (row.kind, row.recipient_id, (row.due_on - DAY.date()).days, row.is_late)
            for row in rows
        ]


def test_each_stage_tells_its_own_people_once(moment, people):
    people.lead  # noqa: B018 (a person of the cast comes into being when named)
    for days in range(-9, 31):
        sweep(days)
        sweep(days)
    coach, lead, office = people.caseworker.pk, people.lead.pk, people.coordinator.pk
    assert told() == [
        ("moment_due", coach, -7, False),
        ("moment_due", coach, 0, False),
        ("moment_overdue", coach, 7, False),
        ("moment_overdue", lead, 14, False),
        ("moment_overdue", office, 28, False),
    ]


def test_a_party_without_a_lead_gets_the_coach_reminded_again(moment, people):
    sweep(14)
    assert ("moment_overdue", people.caseworker.pk, 14, False) in told()


def test_after_a_standstill_everybody_is_told_what_holds_now_and_that_it_is_late(moment, people):
    people.lead  # noqa: B018
    sweep(30)
    assert told() == [
        ("moment_overdue", people.caseworker.pk, 7, True),
        ("moment_overdue", people.lead.pk, 14, True),
        ("moment_overdue", people.coordinator.pk, 28, True),
    ]


def test_nobody_is_reminded_too_early(moment):
    assert sweep(-8) == 0


def test_what_was_held_reminds_nobody_and_takes_back_what_waits(moment, people, actor_of):
    sweep(0)
    with acting_as(actor_of(people.caseworker)) as by:
        actions.hold_moment(
            moment=moment,
            held_on=DAY.date(),
            light="green",
            participation={},
            by=by,
            at=DAY,
        )
    assert told() == []
    assert sweep(7) == 0


def test_holding_one_moment_leaves_the_reminder_of_another(moment, people, actor_of):
    with arranging():
        other = ContactMoment.objects.create(
            guidance=moment.guidance, kind="evaluation", planned_on=DAY.date()
        )
    sweep(0)
    with acting_as(actor_of(people.caseworker)) as by:
        actions.hold_moment(
            moment=moment, held_on=DAY.date(), light="green", participation={}, by=by, at=DAY
        )
    with arranging():
        assert Message.objects.exclude(state="dropped").get().object_id == other.public_id


def test_a_message_holds_a_reference_and_a_path_and_no_person(moment, people):
    sweep(0)
    with arranging():
        message = Message.objects.get()
    assert message.reference == moment.guidance.candidate.reference
    assert message.path == f"/begeleiding/{moment.guidance.public_id}/"


def test_the_task_may_run_twice(moment):
    with time_machine.travel(DAY, tick=False):
        remind_contact_moments()
        remind_contact_moments()
    assert len(told()) == 1


def test_the_sweep_takes_as_many_statements_for_many_moments_as_for_one_when_all_are_told(
    moment, people, django_assert_num_queries
):
    with arranging():
        ContactMoment.objects.bulk_create(
            ContactMoment(
                guidance=moment.guidance, kind="visit", planned_on=DAY.date() - timedelta(days=day)
            )
            for day in range(1, 20)
        )
    sweep(0)
    with acting_as(Actor.system("remind")), django_assert_num_queries(5):
        assert remind(DAY) == 0


# P4, every night


def gaps(on=None):
    with acting_as(Actor.system("check")):
        return [case.reference for case in gaps_in_guidance(on or DAY.date())]


def test_a_track_with_a_named_person_all_along_has_no_gap(people, actor_of, now):
    track = GuidanceFactory(candidate__caseworker=people.caseworker)
    with acting_as(actor_of(people.caseworker)) as by:
        actions.transfer(guidance=track, to=people.colleague, by=by, at=now)
    assert gaps() == []


def test_a_candidate_without_guidance_is_a_gap(people):
    candidate = CandidateFactory(caseworker=people.caseworker)
    assert gaps() == [candidate.reference]


def test_a_draft_needs_no_guidance(people):
    CandidateFactory(caseworker=people.caseworker, status="draft")
    assert gaps() == []


@pytest.mark.parametrize(
    "damage",
    [
        {"from_day": DAY.date()},
        {"to_day": DAY.date()},
    ],
)
def test_a_day_without_anybody_is_a_gap(people, damage):
    track = GuidanceFactory(candidate__caseworker=people.caseworker)
    with arranging():
        track.responsibilities.update(**damage)
    assert gaps() == [track.candidate.reference]


def test_another_named_person_than_the_last_one_is_a_gap(people):
    track = GuidanceFactory(candidate__caseworker=people.caseworker)
    with arranging():
        track.responsible = people.colleague
        track.save()
    assert gaps() == [track.candidate.reference]


def test_a_named_person_who_left_is_a_gap(people):
    track = GuidanceFactory(candidate__caseworker=people.caseworker)
    with arranging():
        people.caseworker.ended_on = DAY.date()
        people.caseworker.save()
    assert gaps() == [track.candidate.reference]
