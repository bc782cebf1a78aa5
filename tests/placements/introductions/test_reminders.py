"""Every reminder that the facts call for is made once, on its day, whatever happened before."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Absence
from pact.outbox.models import Message
from placements.introductions.actions import set_move_date
from placements.introductions.models import Exemption
from placements.introductions.reminders import remind
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import IntroductionFactory, MembershipFactory, area
from tests.placements.introductions.scenes import (
    candidate,
    change,
    days_told,
    missing,
    morning,
    noon,
    planned,
    seen_by_the_machine,
    sweep,
    told,
)

pytestmark = pytest.mark.django_db

# Wished: June 2027. Latest start: 1 December 2026.
LATEST = date(2026, 12, 1)
STAGES = [LATEST - timedelta(weeks=8), LATEST - timedelta(weeks=4), LATEST - timedelta(weeks=1)]
STAGES += [LATEST]
DAY_AFTER = LATEST + timedelta(days=1)


@pytest.fixture
def newcomer(people):
    return candidate(people, admitted=noon(2026, 9, 1), wishes=date(2027, 6, 1))


@pytest.fixture
def introduction(people, newcomer):
    return planned(newcomer, people.worker, since=noon(2026, 9, 2))


def sweep_daily(first: date, last: date) -> None:
    day = first
    while day <= last:
        sweep(day)
        day += timedelta(days=1)


def test_eight_four_and_one_week_before_on_the_day_and_the_day_after(people, introduction):
    people.coordinator  # noqa: B018 (comes into being)
    sweep_daily(date(2026, 9, 2), date(2026, 12, 10))
    worker, coordinator = people.worker.pk, people.coordinator.pk
    assert told() == [
        (worker, "first_contact_missing", date(2026, 9, 22), False),
        *[(worker, "introduction_due", day, False) for day in STAGES],
        *[(pk, "introduction_overdue", DAY_AFTER, False) for pk in sorted([worker, coordinator])],
    ]
    assert missing(date(2026, 12, 10)) == []


def test_nothing_is_made_a_day_early(introduction):
    assert sweep(STAGES[0] - timedelta(days=1)) == 1  # without a first contact for three weeks
    assert days_told("introduction_due") == []
    assert sweep(STAGES[0]) == 1


def test_without_an_introduction_the_caseworker_has_to_plan_one(people, newcomer):
    sweep(STAGES[0])
    assert {who for who, *_rest in told()} == {people.caseworker.pk}
    with acting_as(Actor.system("check")):
        row = Message.objects.get(kind="introduction_due")
    assert (row.object_id, row.reference) == (newcomer.public_id, newcomer.reference)
    assert row.path == f"/kennismaking/kandidaat/{newcomer.public_id}/"
    assert row.act_by == LATEST


def test_an_introduction_that_began_in_time_reminds_nobody(people, newcomer):
    IntroductionFactory(
        candidate=newcomer,
        worker=people.worker,
        status_at=noon(2026, 9, 10),
        first_contact_on=date(2026, 9, 10),
        contacts=[],
    )
    sweep_daily(date(2026, 9, 20), date(2026, 12, 10))
    assert told() == []
    assert missing(date(2026, 12, 10)) == []


def test_a_second_planned_introduction_still_reminds_its_own_worker(people, newcomer):
    IntroductionFactory(
        candidate=newcomer,
        worker=people.worker,
        status_at=noon(2026, 9, 10),
        first_contact_on=date(2026, 9, 10),
        contacts=[],
    )
    other = MembershipFactory(role="neighbourhood_worker", party=people.worker.party)
    planned(newcomer, other, since=noon(2026, 9, 11), area=area("Haarlem-Oost"))
    sweep(STAGES[0])
    assert told() == [(other.pk, "introduction_due", STAGES[0], False)]


def test_a_running_introduction_that_began_too_late_goes_to_caseworker_and_coordinator(
    people, newcomer
):
    IntroductionFactory(
        candidate=newcomer,
        worker=people.worker,
        status_at=noon(2026, 12, 4),
        first_contact_on=date(2026, 12, 3),
        contacts=[],
    )
    people.coordinator  # noqa: B018
    sweep(date(2026, 12, 4))
    both = sorted([people.caseworker.pk, people.coordinator.pk])
    assert told() == [(pk, "introduction_overdue", date(2026, 12, 4), True) for pk in both]
    assert missing(date(2026, 12, 5)) == []


@pytest.mark.parametrize(
    ("began", "is_late"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)]
)
def test_an_introduction_is_as_long_as_the_lease_counts_it_at_the_end_of_a_month(
    people, newcomer, began, is_late
):
    """Once: from 31 August to 28 February was enough for the lease, and overdue for a reminder."""
    IntroductionFactory(
        candidate=newcomer,
        worker=people.worker,
        status_at=noon(began.year, began.month, began.day),
        first_contact_on=began,
        move_on=date(2027, 2, 28),
        move_known_on=began,
    )
    sweep(date(2026, 9, 10))

    assert bool(days_told("introduction_overdue")) is is_late
    assert missing(date(2026, 9, 10)) == []


def test_a_granted_exception_silences_what_is_too_short(people, newcomer):
    IntroductionFactory(
        candidate=newcomer,
        worker=people.worker,
        status_at=noon(2026, 12, 4),
        first_contact_on=date(2026, 12, 3),
        contacts=[],
    )
    with arranging():
        Exemption.objects.create(
            candidate=newcomer,
            care_party=newcomer.care_party,
            caseworker=newcomer.caseworker,
            code="urgent",
            catch_up="after_move_monthly",
            catch_up_by=date(2027, 9, 1),
            asked_by=people.caseworker,
            asked_at=noon(2026, 12, 1),
            decide_by=date(2026, 12, 3),
            verdict="granted",
            decided_by=people.coordinator,
            decided_at=noon(2026, 12, 2),
        )
    sweep(date(2026, 12, 5))
    assert told() == []
    assert missing(date(2026, 12, 5)) == []


@pytest.mark.parametrize(
    ("wishes", "latest"),
    [
        (date(2027, 9, 1), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2026, 9, 1)),  # over the change of the year
        (date(2028, 8, 1), date(2028, 2, 1)),  # a leap year
    ],
)
def test_the_first_day_of_the_wished_month_drives(people, wishes, latest):
    person = candidate(people, admitted=noon(2026, 1, 5), wishes=wishes)
    planned(person, people.worker, since=noon(2026, 1, 6))
    sweep(latest)
    assert days_told("introduction_due")[-1] == latest
    assert missing(latest) == []


@pytest.mark.parametrize(
    ("move_on", "latest"),
    [
        (date(2027, 8, 31), date(2027, 2, 28)),  # clipped: a day early, never late
        (date(2028, 8, 31), date(2028, 2, 29)),
        (date(2028, 8, 29), date(2028, 2, 29)),
        (date(2027, 5, 31), date(2026, 11, 30)),
        (date(2027, 9, 28), date(2027, 3, 28)),  # the day on which the clock goes forward
        (date(2027, 4, 25), date(2026, 10, 25)),  # the day on which it goes back
        (date(2027, 1, 1), date(2026, 7, 1)),
    ],
)
def test_a_move_date_replaces_the_wished_month(people, move_on, latest):
    person = candidate(people, admitted=noon(2026, 1, 5), wishes=date(2028, 12, 1))
    planned(person, people.worker, since=noon(2026, 1, 6), move_on=move_on)
    sweep(latest - timedelta(days=1))
    assert latest not in days_told("introduction_due")
    sweep(latest)
    assert days_told("introduction_due")[-1] == latest
    sweep(latest + timedelta(days=1))
    assert days_told("introduction_overdue") == [latest + timedelta(days=1)]
    assert missing(latest + timedelta(days=1)) == []


def test_a_candidate_entered_late_is_told_once_that_day_and_marked(people):
    """Admitted between the second and the third warning: not two mails for what has passed."""
    person = candidate(people, admitted=noon(2026, 11, 10), wishes=date(2027, 6, 1))
    sweep(date(2026, 11, 10))
    assert told() == [(people.caseworker.pk, "introduction_due", date(2026, 11, 10), True)]
    sweep(STAGES[2])
    assert told()[1:] == [(people.caseworker.pk, "introduction_due", STAGES[2], False)]
    assert person.pk
    assert missing(STAGES[2]) == []


def test_a_candidate_entered_after_the_latest_start_goes_to_the_coordinator_the_same_day(people):
    candidate(people, admitted=noon(2026, 12, 15), wishes=date(2027, 6, 1))
    people.coordinator  # noqa: B018
    sweep(date(2026, 12, 15))
    both = sorted([people.caseworker.pk, people.coordinator.pk])
    assert told() == [(pk, "introduction_overdue", date(2026, 12, 15), True) for pk in both]


def test_after_three_days_of_downtime_all_is_made_oldest_first_and_marked_late(
    people, introduction
):
    sweep(STAGES[2])
    before = len(told())
    sweep(LATEST + timedelta(days=3))
    late = told()[before:]
    worker = people.worker.pk
    assert late == [
        (worker, "introduction_due", LATEST, True),
        (worker, "introduction_overdue", DAY_AFTER, True),
    ]
    with acting_as(Actor.system("check")):
        made = list(Message.objects.order_by("pk").values_list("due_on", flat=True))
    assert made == sorted(made)


def test_a_sweep_that_runs_again_makes_nothing(introduction):
    assert sweep(DAY_AFTER) > 0
    assert sweep(DAY_AFTER) == 0
    assert sweep(LATEST) == 0  # also when an older one comes last


def test_a_new_move_date_drops_what_waits_and_reminds_for_the_new_one(people, introduction):
    sweep(STAGES[0])
    waiting = len(told())
    with acting_as(actor_for(people.caseworker)) as actor:
        set_move_date(
            candidate=introduction.candidate,
            move_on=date(2027, 5, 15),
            by=actor,
            at=noon(2026, 10, 7),
        )
    assert (waiting, told()) == (2, [])
    sweep(date(2026, 10, 7))
    worker = people.worker.pk
    # The eight weeks before 15 November have passed; the contact of three weeks holds anyway.
    assert told() == [
        (worker, "first_contact_missing", date(2026, 10, 7), True),
        (worker, "introduction_due", date(2026, 10, 7), True),
    ]
    assert missing(date(2026, 10, 7)) == []
    sweep(date(2026, 10, 18))
    assert days_told("introduction_due") == [date(2026, 10, 7), date(2026, 10, 18)]


def test_a_sent_reminder_is_not_sent_again_when_the_worker_changes(people, introduction):
    sweep(STAGES[1])
    sent = told()
    other = MembershipFactory(role="neighbourhood_worker", party=people.worker.party)
    change(introduction, worker=other)
    sweep(STAGES[1] + timedelta(days=1))
    assert told() == sent
    sweep(STAGES[2])
    assert told()[-1] == (other.pk, "introduction_due", STAGES[2], False)


def test_a_substitute_gets_it_during_absence(people, introduction):
    other = MembershipFactory(role="neighbourhood_worker", party=people.worker.party)
    with arranging():
        Absence.objects.create(
            absent=people.worker, substitute=other, first_day=STAGES[0], last_day=STAGES[0]
        )
    sweep(STAGES[0])
    assert {who for who, *_rest in told()} == {other.pk}
    sweep(STAGES[1])
    assert told()[-1] == (people.worker.pk, "introduction_due", STAGES[1], False)


@pytest.mark.parametrize("gone", ["membership", "user", "party"])
def test_who_left_is_not_reminded_but_the_caseworker_is(people, introduction, gone):
    if gone == "user":
        change(people.worker.user, is_active=False)
    else:
        left = people.worker.party if gone == "party" else people.worker
        change(left, ended_on=STAGES[0])
    sweep(STAGES[0])
    assert {who for who, *_rest in told()} == {people.caseworker.pk}


def test_where_nobody_is_left_the_coordinators_hear_of_it(people, introduction):
    change(people.worker, ended_on=STAGES[0])
    change(people.caseworker, ended_on=STAGES[0])
    people.coordinator  # noqa: B018
    sweep(STAGES[0])
    assert {who for who, *_rest in told()} == {people.coordinator.pk}


@pytest.mark.parametrize("status", ["submitted", "on_hold", "housed", "withdrawn", "ended"])
def test_only_the_admitted_are_reminded_about(people, status):
    held = date(2026, 9, 1) if status == "on_hold" else None
    person = candidate(
        people,
        admitted=noon(2026, 9, 1),
        wishes=date(2027, 6, 1),
        status=status,
        held_since=held,
    )
    planned(person, people.worker, since=noon(2026, 9, 2))
    assert sweep(DAY_AFTER) == 0
    assert missing(DAY_AFTER) == []


def test_on_hold_drops_what_waits_and_resuming_reminds_anew_that_day(people, newcomer):
    sweep(STAGES[0])
    change(newcomer, status="on_hold", held_since=date(2026, 10, 7), status_at=noon(2026, 10, 7))
    sweep(date(2026, 10, 7))
    assert told() == []
    change(newcomer, status="admitted", held_since=None, status_at=noon(2026, 11, 12))
    sweep(date(2026, 11, 12))
    assert [row[1:] for row in told()] == [
        ("first_contact_missing", date(2026, 11, 12), True),
        ("introduction_due", date(2026, 11, 12), True),
    ]
    assert missing(date(2026, 11, 12)) == []


def test_without_a_wished_month_only_the_first_contact_is_asked_for(people):
    candidate(people, admitted=noon(2026, 9, 1), wishes=None)
    sweep(date(2027, 9, 1))
    assert [row[1:] for row in told()] == [("first_contact_missing", date(2026, 9, 22), True)]
    assert missing(date(2027, 9, 1)) == []


def test_the_check_sees_what_a_sweep_did_not_make(introduction):
    sweep(STAGES[0])
    with arranging():
        Message.objects.filter(kind="introduction_due").delete()
    assert [(row.kind, row.due_on) for row in missing(STAGES[0])] == [
        ("introduction_due", STAGES[0])
    ]


def test_the_check_sees_a_dropped_message_that_still_holds(introduction):
    sweep(STAGES[0])
    with arranging():
        Message.objects.filter(kind="introduction_due").update(state="dropped")
    assert len(missing(STAGES[0])) == 1
    assert sweep(STAGES[0]) == 1
    assert missing(STAGES[0]) == []


def test_both_implementations_agree_on_a_crowd(people):
    """Two ways to the same rows, for people whose dates lie everywhere around month ends."""
    for number in range(24):
        wished = date(2027 + number % 3 // 2, number % 12 + 1, 1)
        person = candidate(people, admitted=noon(2026, 7 + number % 5, 28), wishes=wished)
        is_known = number % 4 == 0
        if number % 3:
            planned(
                person,
                people.worker,
                since=noon(2026, 9, 1 + number % 28),
                move_on=date(2027, number % 12 + 1, 28) if is_known else None,
                move_known_on=date(2026, 10, 2) if is_known else None,
            )
    for week in range(0, 60, 9):
        day = date(2026, 12, 1) + timedelta(weeks=week)
        assert missing(day) != []
        sweep(day)
        assert missing(day) == []
        assert sweep(day) == 0


def test_the_sweep_sees_nobodys_identity(introduction):
    """There is somebody to see, and the machine that reminds may not."""
    for table in ["identity", "card", "safety", "note"]:
        assert seen_by_the_machine(f"placements_{table}") == 0
    assert seen_by_the_machine("placements_need") == 1


def test_the_machine_for_another_purpose_finds_nothing_to_remind(introduction):
    with acting_as(Actor.system("deliver")):
        assert remind(today=DAY_AFTER, at=morning(DAY_AFTER)) == 0
    assert sweep(DAY_AFTER) > 0


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_make_each_reminder_once(people):
    for _number in range(20):
        person = candidate(people, admitted=noon(2026, 9, 1), wishes=date(2027, 6, 1))
        planned(person, people.worker, since=noon(2026, 9, 2))
    start, problems = threading.Barrier(4), []

    def run() -> None:
        try:
            start.wait()
            sweep(DAY_AFTER)
        except Exception as problem:  # noqa: BLE001 (a thread would swallow it)
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(told()) == len(set(told())) * 20
    assert missing(DAY_AFTER) == []
