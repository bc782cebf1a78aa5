"""Counts about people: read as the machine that makes reports, and nothing but counts comes out."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from municipalities.models import Decision
from placements.guidance.models import ContactMoment
from placements.introductions.models import Exemption
from placements.proposals.actions import (
    hold_candidate,
    resume_candidate,
    take_withdrawal_back,
    withdraw_candidate,
)
from placements.reporting.annual import annual_figures
from placements.reporting.people import Part, people_figures
from tests import factories
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.reporting.scenes import as_report, at, home, lease

pytestmark = pytest.mark.django_db

TODAY, SEPTEMBER = date(2026, 11, 21), date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=UTC), tick=False):
        yield


def waits_since(day, **details):
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return factories.CandidateFactory(waiting_since=day, status_at=moment, **details)


def moment_of(guidance, planned, **details):
    with arranging():
        ContactMoment.objects.create(guidance=guidance, kind="visit", planned_on=planned, **details)


def test_nobody_at_all_is_nought_and_no_median():
    nobody = people_figures(2026, TODAY)

    assert (nobody.waiting, nobody.median_months) == (0, None)
    assert nobody.introduced_in_time == Part(of=0, well=0)
    assert nobody.introduced_in_time.percentage is None
    assert nobody.undecided == 0


def test_a_home_that_went_back_because_the_year_was_full_was_missed():
    for code in ("cap_full", "cap_full", "no_candidate"):
        went_back(code)

    assert people_figures(2026, TODAY).missed == 2
    assert people_figures(2026, date(2026, 11, 19)).missed == 0
    assert people_figures(2025, TODAY).missed == 0


def went_back(code):
    dwelling = factories.DwellingFactory()
    with arranging():
        dwelling.move_to("returned", at=datetime(2026, 11, 20, 9, tzinfo=UTC), code=code)


def test_who_is_admitted_waits_and_who_is_on_hold_does_not():
    waits_since(date(2026, 10, 22))
    waits_since(date(2026, 8, 23))
    waits_since(date(2026, 2, 4), days_on_hold=10)
    waits_since(date(2026, 1, 1), status="on_hold", held_since=date(2026, 6, 1))
    waits_since(date(2026, 1, 1), status="submitted", admitted_at=None)

    found = people_figures(2026, TODAY)

    assert found.waiting == 3
    assert found.median_days == 90
    assert found.median_months == 3.0


def test_who_waited_on_a_day_in_the_past_is_known_by_the_steps():
    candidate = waits_since(date(2026, 3, 2))
    with arranging():
        candidate.move_to(
            "on_hold",
            at=datetime(2026, 6, 1, 9, tzinfo=UTC),
            code="other",
            held_since=date(2026, 6, 1),
        )

    assert people_figures(2026, date(2026, 3, 1)).waiting == 0
    assert people_figures(2026, date(2026, 5, 31)).waiting == 1
    assert people_figures(2026, date(2026, 6, 1)).waiting == 0
    assert people_figures(2026, TODAY).waiting == 0


def test_a_hold_that_comes_later_does_not_change_how_long_somebody_had_waited():
    """Once: whoever was put on hold in June had waited sixty days less in May."""
    candidate = waits_since(date(2026, 3, 2))
    goes_on_hold(candidate, date(2026, 4, 1), days=10)
    before = travelled(date(2026, 5, 1))
    goes_on_hold(candidate, date(2026, 6, 1), days=60)

    assert before == people_figures(2026, date(2026, 5, 1))
    assert before.median_days == 60 - 10
    assert people_figures(2026, TODAY).median_days == (TODAY - date(2026, 3, 2)).days - 70


def test_a_hold_goes_on_while_its_withdrawal_is_taken_back(people):
    """Once: asked a day later, the same day told ten days of waiting more."""
    journey = Journey(people)
    given = {"candidate": journey.candidate, "by": "caseworker"}
    on_request = {"code": "on_request", "stop_introductions": False}
    journey.do(hold_candidate, at=at(date(2026, 3, 1)), **given, **on_request)
    journey.do(withdraw_candidate, at=at(date(2026, 3, 5)), **given, code="own_solution")
    journey.do(take_withdrawal_back, at=at(date(2026, 3, 15)), **given, code="other_case")
    journey.do(resume_candidate, at=at(date(2026, 3, 20)), **given)

    then = date(2026, 3, 25)
    assert journey.now(journey.candidate).days_on_hold == 19
    assert travelled(then).median_days == people_figures(2026, then).median_days is not None


def goes_on_hold(candidate, day, *, days):
    """Through the column that the action adds up, and through the steps that the trigger writes."""
    back = day + timedelta(days=days)
    with arranging():
        candidate.move_to("on_hold", at=at(day), code="other", held_since=day)
        added = candidate.days_on_hold + days
        candidate.move_to("admitted", at=at(back), held_since=None, days_on_hold=added)


def travelled(day):
    with time_machine.travel(at(day), tick=False):
        return people_figures(2026, day)


def test_a_lease_that_found_no_place_was_not_undecided_before_it_was_signed(people):
    placement = home(
        date(2026, 9, 2), status="leased", place=None, counts=False, not_counting="decision_needed"
    )
    assert undecided(date(2026, 9, 1)) == 0
    assert undecided(date(2026, 9, 2)) == 1
    with arranging():
        Decision.objects.create(
            kind="outside",
            year=2026,
            placement=placement.public_id,
            value=1,
            document="verzonnen besluit 5",
            asked_by=people.coordinator,
            asked_at=at(date(2026, 10, 1)),
            decided_by=people.oversight,
            decided_at=at(date(2026, 10, 5)),
            applied_at=at(date(2026, 10, 5)),
        )
        placement.save_with(not_counting="outside_pact")

    assert [undecided(date(2026, 10, day)) for day in (4, 5)] == [1, 0]
    assert undecided(TODAY) == 0


def undecided(day):
    return people_figures(2026, day).undecided


def test_today_by_status_and_today_by_steps_are_the_same_people():
    waits_since(date(2026, 3, 2))
    waits_since(date(2026, 4, 2), status="withdrawn", status_code="other")
    today = people_figures(2026, TODAY).waiting

    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        assert people_figures(2026, TODAY).waiting == today == 1


def test_an_introduction_is_in_time_when_it_began_half_a_year_before_the_lease():
    candidate = factories.CandidateFactory()
    introduction = factories.IntroductionFactory(candidate=candidate)
    in_time = home(date(2026, 9, 1), candidate=candidate)
    lease(in_time, date(2026, 9, 1), introduction=introduction)
    other = factories.CandidateFactory()
    exemption = excused(other)
    late = home(date(2026, 10, 1), candidate=other)
    lease(late, date(2026, 10, 1), exemption=exemption)

    assert people_figures(2026, TODAY).introduced_in_time == Part(of=2, well=1)
    assert people_figures(2026, date(2026, 9, 15)).introduced_in_time == Part(of=1, well=1)
    assert people_figures(2025, TODAY).introduced_in_time.of == 0


def excused(candidate):
    coordinator = factories.MembershipFactory(role="coordinator")
    with arranging():
        return Exemption.objects.create(
            candidate=candidate,
            care_party=candidate.care_party,
            caseworker=candidate.caseworker,
            code="urgent",
            catch_up="after_move",
            catch_up_by=date(2026, 12, 1),
            asked_by=candidate.caseworker,
            asked_at=factories.WINTER,
            decide_by=date(2026, 2, 4),
            verdict="granted",
            decided_by=coordinator,
            decided_at=factories.WINTER,
        )


def test_the_report_and_the_page_tell_the_same_of_people():
    """Once: a lease without any introduction was counted twice in the report and once on the page."""
    for month in range(1, 7):
        candidate = factories.CandidateFactory(status="housed")
        if month > 1:
            introduced = factories.IntroductionFactory(candidate=candidate)
            lease(home(SEPTEMBER, candidate=candidate), SEPTEMBER, introduction=introduced)
        other = factories.CandidateFactory(status="housed")
        moment_of(factories.GuidanceFactory(candidate=other), date(2026, 11, 1))
        lease(home(SEPTEMBER, candidate=other), SEPTEMBER, exemption=excused(other))
        factories.GuidanceFactory(candidate=candidate)
        waits_since(date(2026, month, 1))
        went_back("cap_full")

    page = people_figures(2026, TODAY)
    with as_report():
        report = annual_figures(2026, TODAY)

    introduced, guided = page.introduced_in_time, page.guided_on_schedule
    assert (introduced.well, introduced.short, introduced.of) == (5, 6, 11)
    assert report["introductions"]["started"] == {
        "rows": [("in_time", introduced.well), ("too_short", introduced.short)],
        "total": introduced.of,
    }
    assert report["guidance"]["tracks"] == {
        "rows": [("on_schedule", guided.well), ("late", guided.short)],
        "total": guided.of,
    }
    assert report["waiting"]["total"] == page.waiting
    assert report["waiting"]["median_months"] == str(page.median_months)
    assert report["outcomes"]["missed"] == page.missed == 6


@pytest.mark.parametrize(("starts", "is_in_time"), [((2, 28), True), ((2, 27), False)])
def test_half_a_year_is_counted_as_the_lease_counts_it_also_at_the_end_of_a_month(
    starts, is_in_time
):
    """Once: from 31 August to 28 February was lawful, and was reported as too short."""
    candidate = factories.CandidateFactory()
    introduction = factories.IntroductionFactory(
        candidate=candidate,
        first_contact_on=date(2025, 8, 31),
        contacts=[date(2025, 9, 1), date(2025, 11, 3), date(2026, 1, 5)],
    )
    started = date(2026, *starts)
    with around_the_lease():
        lease(home(started, candidate=candidate), started, introduction=introduction)

    assert people_figures(2026, TODAY).introduced_in_time == Part(of=1, well=int(is_in_time))


@contextmanager
def around_the_lease():
    """The database refuses a lease that is a day too early: this is how such a one is counted."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("alter table placements_lease drop constraint introduced_long_enough")
    yield


def test_guidance_is_on_schedule_when_no_planned_contact_has_passed_unheld():
    good, bad = factories.GuidanceFactory(), factories.GuidanceFactory()
    moment_of(good, date(2026, 10, 1), held_on=date(2026, 10, 2), held_by=good.responsible)
    moment_of(good, date(2026, 11, 21))
    moment_of(bad, date(2026, 11, 20))
    moment_of(bad, date(2026, 11, 19))

    assert people_figures(2026, TODAY).guided_on_schedule == Part(of=2, well=1)
    assert people_figures(2026, date(2026, 10, 1)).guided_on_schedule == Part(of=2, well=2)


def test_a_home_without_a_free_place_waits_for_a_decision():
    home(
        date(2026, 11, 2), status="leased", place=None, counts=False, not_counting="decision_needed"
    )

    assert people_figures(2026, TODAY).undecided == 1


def test_a_percentage_is_rounded_down():
    assert Part(of=200, well=199).percentage == 99


def test_everything_about_people_is_one_statement(django_assert_num_queries):
    for _ in range(3):
        factories.GuidanceFactory()

    # Besides it: a savepoint, who acts, who acted before, and the end of the savepoint.
    with django_assert_num_queries(5):
        people_figures(2026, TODAY)
