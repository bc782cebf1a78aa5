"""A household of two on the whole road: one home and one place, and two people who are guided."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import translation

from municipalities.models import LedgerEntry, Place
from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.guidance.actions import end_guidance, extend
from placements.guidance.models import ContactMoment, Guidance
from placements.introductions.models import Introduction
from placements.proposals.actions import withdraw_candidate
from placements.reporting.annual.people import guidance
from placements.reporting.figures import Homes, year_figures
from placements.reporting.people import people_figures
from placements.reporting.years import years_on
from placements.tenancies import actions
from tests.database import arranging
from tests.factories import GuidanceFactory, add_uitstromer
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT
from tests.placements.reporting.scenes import as_report
from tests.placements.tenancies.test_actions import START_DAY

UNTIL = date(2028, 12, 15)
IN_TIME = datetime(2028, 12, 16, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def two(people) -> Journey:
    """A journey of two people, the second guided by a colleague."""
    journey = Journey(people)
    journey.second = add_uitstromer(
        journey.candidate,
        card__first_name="Tweede",
        card__initials="T.",
        identity__last_name="Tweepersoon",
    )
    journey.other = GuidanceFactory(
        candidate=journey.candidate, uitstromer=journey.second, responsible=people.colleague
    )
    return journey


def tracks(*fields: str) -> list:
    with arranging():
        found = Guidance.objects.order_by("uitstromer__number")
        return list(found.values_list(*fields, flat=len(fields) == 1))


# The home counts once


def test_two_people_take_one_home_one_place_and_one_line(two):
    two.to("moved_in")
    lines = LedgerEntry.objects.order_by("pk").values_list("movement", "reserved", "realised")
    assert list(lines) == [("reserve", 1, 0), ("realise", -1, 1)]
    assert Place.objects.filter(taken=True).count() == 1


def test_the_figures_count_one_home_and_two_tracks(two):
    two.to("moved_in")
    with as_report():
        year = next(year for year in years_on(START_DAY.date()) if year.year == 2026)
        assert year_figures(year, START_DAY.date()).homes == Homes(realised=1, reserved=0)
        guided = people_figures(2026, START_DAY.date()).guided_on_schedule
        published = guidance(guided, year, START_DAY.date(), 1)
    assert (published["tracks"]["total"], guided.of) == (2, 2)
    total = LedgerEntry.objects.aggregate(Sum("realised"), Sum("reserved"))
    assert total == {"realised__sum": 1, "reserved__sum": 0}


# Guidance follows the lease, for each of them


def test_the_start_of_the_lease_plans_contact_with_both(two, people):
    two.to("moved_in")
    assert (
        tracks("moved_on", "runs_until", "worker")
        == [(START_DAY.date(), UNTIL, people.worker.pk)] * 2
    )
    with arranging():
        planned = [
            set(ContactMoment.objects.filter(guidance=each).values_list("kind", "planned_on"))
            for each in (two.guidance, two.other)
        ]
    assert len(planned[0]) > 5
    assert planned[0] == planned[1]


def test_who_left_before_the_move_is_not_planned_for(two):
    two.to("leased")
    two.do(end_guidance, by="caseworker", guidance=two.other, code="departed")
    two.start()
    assert tracks("status", "runs_until") == [("running", UNTIL), ("ended", None)]


def test_a_lease_of_whom_nobody_guides_any_more_does_not_start(two):
    two.to("leased")
    two.do(end_guidance, by="caseworker", guidance=two.other, code="departed")
    two.do(end_guidance, by="caseworker", guidance=two.guidance, code="deceased")
    with pytest.raises(Refused, match="ended on"):
        two.start()


def test_it_is_complete_when_the_guidance_of_the_last_is_over(two):
    two.to("moved_in")
    two.do(
        extend,
        by="caseworker",
        at=datetime(2028, 11, 1, 9, tzinfo=UTC),
        guidance=two.other,
        code="relapse",
        until=date(2029, 6, 1),
    )
    with pytest.raises(Refused, match="1 June 2029"):
        two.do(actions.complete, by="caseworker", at=IN_TIME, placement=two.placement)
    assert tracks("status") == ["running", "running"]
    assert two.now(two.placement).status == "moved_in"

    last = datetime(2029, 6, 1, 9, tzinfo=UTC)
    two.do(actions.complete, by="caseworker", at=last, placement=two.placement)
    assert tracks("status", "status_code") == [("ended", "goals_met")] * 2
    assert two.now(two.placement).status == "completed"


@pytest.mark.parametrize(
    ("code", "told"), [("left", "departed"), ("deceased", "case_closed"), ("evicted", "departed")]
)
def test_the_end_of_the_lease_ends_the_guidance_of_both(two, code, told):
    two.to("moved_in")
    later = datetime(2027, 6, 1, 9, tzinfo=UTC)
    two.do(
        actions.end_lease,
        by="agent",
        at=later,
        placement=two.placement,
        on=later.date(),
        code=code,
    )
    assert tracks("status_code", "ended_on") == [(told, later.date())] * 2
    with arranging():
        assert not ContactMoment.objects.filter(held_on=None, dropped_at=None).exists()


def test_a_withdrawn_application_ends_the_guidance_of_both(two):
    two.do(withdraw_candidate, by="caseworker", candidate=two.candidate, code="own_solution")
    assert tracks("status_code", "ended_on") == [("case_closed", AT.date())] * 2


# Who sees them on the placement


def page(two, signed_in, who: str) -> str:
    where = reverse("proposals:placement", args=[two.placement.public_id])
    text = signed_in(getattr(two.people, who)).get(where).content.decode()
    return text[text.index("<main") :]


@pytest.mark.parametrize("who", ["caseworker", "agent"])
def test_the_placement_tells_its_parties_who_both_are(two, signed_in, who):
    two.to("released")
    text = page(two, signed_in, who)
    for word in ["V. Verzonnen en T. Tweepersoon", "Begeleiding door", "Voorbeeld Collega"]:
        assert word in text


def test_the_worker_calls_both_by_their_first_names(two, signed_in):
    two.to("released")
    text = page(two, signed_in, "worker")
    assert "Voornaam en Tweede" in text
    assert "Tweepersoon" not in text


def test_the_worker_meets_both_and_the_introduction_stands_once(two, people, signed_in, actor_of):
    planner = reverse("introductions:list") + "?show=running"
    assert signed_in(people.worker).get(planner).content.decode().count("Voornaam en Tweede") == 1

    two.to("moved_in")
    with acting_as(actor_of(people.worker)) as actor:
        (introduction,) = Introduction.objects.visible_to(actor)
    detail = reverse("introductions:detail", args=[introduction.public_id])
    assert "Voornaam en Tweede" in signed_in(people.worker).get(detail).content.decode()


def test_an_agent_before_release_learns_of_adults_and_no_more(two, signed_in):
    two.to("proposed")
    text = page(two, signed_in, "agent")
    for word in ["Tweede", "Tweepersoon", "Voorbeeld Collega"]:
        assert word not in text
