"""Counts about people: read as the machine that makes reports, and nothing but counts comes out."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from placements.guidance.models import ContactMoment
from placements.introductions.models import Exemption
from placements.reporting.people import Part, people_figures
from tests import factories
from tests.database import arranging
from tests.placements.reporting.scenes import home, lease

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


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
    coordinator = factories.MembershipFactory(role="coordinator")
    with arranging():
        exemption = Exemption.objects.create(
            candidate=other,
            care_party=other.care_party,
            caseworker=other.caseworker,
            code="urgent",
            catch_up="after_move",
            catch_up_by=date(2026, 12, 1),
            asked_by=other.caseworker,
            asked_at=factories.WINTER,
            decide_by=date(2026, 2, 4),
            verdict="granted",
            decided_by=coordinator,
            decided_at=factories.WINTER,
        )
    late = home(date(2026, 10, 1), candidate=other)
    lease(late, date(2026, 10, 1), exemption=exemption)

    assert people_figures(2026, TODAY).introduced_in_time == Part(of=2, well=1)
    assert people_figures(2026, date(2026, 9, 15)).introduced_in_time == Part(of=1, well=1)
    assert people_figures(2025, TODAY).introduced_in_time.of == 0


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
