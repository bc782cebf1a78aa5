"""The page of the minutes: which day it is of, what was left that day, and what it costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from pact.access.actor import acting_as
from pact.audit.models import Deed, Look
from pact.audit.record import record
from placements.dwellings.actions import return_dwelling
from placements.overview.minutes import views
from placements.overview.minutes.told import DEEDS
from placements.proposals import actions
from placements.reporting.figures import year_figures
from placements.reporting.years import years_on
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory, IntroductionFactory
from tests.placements.overview.minutes.scenes import DAY, NEXT_DAY, NOW, minutes_of, told
from tests.placements.proposals.test_actions import AT, Scene
from tests.queries import own_statements

ADDRESS = "/tafel/notulen/"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def coordinator(people, signed_in):
    return signed_in(people.coordinator)


@pytest.fixture
def scene(people) -> Scene:
    return Scene(people)


def back(scene: Scene, at: datetime, code: str = "no_candidate") -> None:
    """A home that is given back at a moment: the shortest thing that can be decided."""
    home = DwellingFactory(offered_by=scene.people.agent)
    scene.do(return_dwelling, by="coordinator", at=at, dwelling=home, code=code)


# Which day


def test_a_day_ends_at_midnight_in_amsterdam(scene, coordinator):
    back(scene, datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC), "too_late")
    back(scene, datetime(2026, 11, 22, 23, 0, tzinfo=UTC), "cap_full")

    assert "te laat" in told(coordinator, date(2026, 11, 22))["Woningen die van tafel gingen"][0]
    assert "vergeven" in told(coordinator, DAY)["Woningen die van tafel gingen"][0]


@pytest.mark.parametrize(
    ("day", "begins", "hours"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
    ],
)
def test_a_day_on_which_the_clock_is_moved_is_whole(scene, coordinator, day, begins, hours):
    ends, second = begins + timedelta(hours=hours), timedelta(seconds=1)
    for moment in (begins - second, begins, ends - second, ends):
        back(scene, moment)

    (lines,) = told(coordinator, day).values()

    assert len(lines) == 2


def test_without_a_day_it_goes_to_the_last_on_which_something_was_decided(scene, coordinator):
    back(scene, AT - timedelta(days=6))
    back(scene, AT - timedelta(days=13))

    answer = coordinator.get(ADDRESS)

    assert (answer.status_code, answer.url) == (302, f"{ADDRESS}2026-11-17/")


def test_before_anything_was_decided_it_goes_to_today_which_says_what_to_do(coordinator):
    page = coordinator.get(ADDRESS, follow=True)

    assert page.redirect_chain == [(f"{ADDRESS}2026-11-23/", 302)]
    assert "Op deze dag is niets beslist" in page.content.decode()
    assert f'href="{reverse("proposals:table")}"' in page.content.decode()


def test_today_comes_first_once_something_was_decided(scene, coordinator):
    back(scene, AT - timedelta(days=6))
    back(scene, AT)

    assert coordinator.get(ADDRESS).url == f"{ADDRESS}2026-11-23/"


def test_the_nearest_days_with_something_in_them_are_a_link_away(scene, coordinator):
    for days in (20, 13, 6, 0):
        back(scene, AT - timedelta(days=days))
    scene.agree()

    page = minutes_of(coordinator, date(2026, 11, 17))

    assert (page.context["earlier"], page.context["later"]) == (date(2026, 11, 10), DAY)
    assert f'href="{ADDRESS}2026-11-10/"' in page.content.decode()
    assert f'href="{ADDRESS}2026-11-23/"' in page.content.decode()
    assert minutes_of(coordinator, DAY).context["later"] is None


@pytest.mark.parametrize("typed", ["17-11-2026", "17/11/2026", "2026-11-17"])
def test_a_day_is_asked_as_dates_are_written_here(coordinator, typed):
    assert coordinator.get(ADDRESS, {"day": typed}).url == f"{ADDRESS}2026-11-17/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31-11-2026", "31 november 2026 bestaat niet"),
        ("24-11-2026", "moet nog komen"),
        ("gisteren", "Dit is geen datum"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_kept(scene, coordinator, typed, sentence):
    back(scene, AT)

    answer = coordinator.get(ADDRESS, {"day": typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert answer.context["day"] == DAY


@pytest.mark.parametrize("day", ["2026-11-31", "2026-13-01", "0001-01-01", "9999-12-31", "24-11"])
def test_a_day_that_is_not_in_the_calendar_is_no_address(coordinator, day):
    assert coordinator.get(f"{ADDRESS}{day}/").status_code == 404


@pytest.mark.parametrize("day", ["2026-11-24", "2099-12-31"])
def test_a_day_to_come_has_no_minutes_and_a_way_back(coordinator, day):
    answer = coordinator.get(f"{ADDRESS}{day}/")

    assert answer.status_code == 404
    assert f'href="{ADDRESS}"' in answer.content.decode()


def test_the_first_day_there_can_be_is_empty(coordinator):
    assert minutes_of(coordinator, date(1900, 1, 1)).context["parts"] == []


# What was left when the day ended


def test_a_home_without_a_proposal_is_told_whatever_became_of_it_since(scene, coordinator):
    scene.do(
        return_dwelling, by="coordinator", at=NEXT_DAY, dwelling=scene.dwelling, code="no_candidate"
    )

    (home,) = minutes_of(coordinator).context["homes"]

    assert home.public_id == scene.dwelling.public_id
    assert (home.address, home.corporation) == (f"{scene.dwelling.address}, Haarlem", "Pré Wonen")


def test_a_home_that_was_proposed_for_is_not_told(scene, coordinator):
    scene.propose()

    assert minutes_of(coordinator).context["homes"] == []


def test_nor_is_one_that_came_back_the_same_day(scene, coordinator):
    scene.propose()
    scene.do(actions.withdraw, by="agent", placement=scene.placement, code="by_corporation")

    assert minutes_of(coordinator).context["homes"] == []


def test_nor_one_that_left_the_table_or_was_not_yet_there(scene, coordinator):
    scene.do(return_dwelling, by="coordinator", dwelling=scene.dwelling, code="no_candidate")
    DwellingFactory(offered_by=scene.people.agent, offered_at=NEXT_DAY, status_at=NEXT_DAY)

    assert minutes_of(coordinator).context["homes"] == []


def test_one_that_came_back_later_was_not_there(scene, coordinator):
    scene.propose()
    scene.do(
        actions.withdraw, by="agent", at=NEXT_DAY, placement=scene.placement, code="by_corporation"
    )

    assert minutes_of(coordinator).context["homes"] == []


def test_the_free_places_are_those_of_the_figures_on_that_day(scene, coordinator):
    scene.propose()
    scene.do(
        actions.withdraw, by="agent", at=NEXT_DAY, placement=scene.placement, code="by_corporation"
    )

    def free(day: date) -> list[tuple[int, int]]:
        return minutes_of(coordinator, day).context["free"]

    assert free(DAY - timedelta(days=1)) == [(2026, 178), (2027, 178)]
    assert free(DAY) == [(2026, 177), (2027, 178)]
    figures = {year.year: year_figures(year, DAY).free for year in years_on(DAY)}
    assert dict(free(DAY)) == {year: figures[year] for year in (2026, 2027)}
    assert free(date(2028, 1, 1) - timedelta(days=500)) == [(2026, 178), (2027, 178)]


# What it costs, and who reads it


def test_four_statements_however_much_was_decided(people, coordinator):
    scene = Scene(people)
    scene.agree()
    few = own_statements(coordinator, f"{ADDRESS}2026-11-23/")
    for _time in range(4):
        scene.candidate = CandidateFactory(caseworker=people.caseworker)
        IntroductionFactory(candidate=scene.candidate, worker=people.worker)
        scene.dwelling = DwellingFactory(offered_by=people.agent)
        scene.agree()
        back(scene, AT)
        DwellingFactory(offered_by=people.agent)

    many = own_statements(coordinator, f"{ADDRESS}2026-11-23/")

    assert len(many) == len(few) <= 4, many


def test_a_day_with_more_than_fits_says_so_and_until_when(scene, coordinator, monkeypatch):
    monkeypatch.setattr(views, "AT_MOST", 3)
    for minute in range(4):
        back(scene, AT + timedelta(minutes=minute))

    page = minutes_of(coordinator)

    assert sum(len(part.lines) for part in page.context["parts"]) == 3
    assert "Dit zijn de eerste 3 regels" in page.content.decode()
    assert "Wat na 11:02 kwam" in page.content.decode()


def test_a_day_that_fits_says_nothing_of_it(scene, coordinator, monkeypatch):
    monkeypatch.setattr(views, "AT_MOST", 3)
    for minute in range(3):
        back(scene, AT + timedelta(minutes=minute))

    assert "Dit zijn de eerste" not in minutes_of(coordinator).content.decode()


def test_the_minutes_are_a_look_with_as_many_rows(scene, coordinator):
    scene.propose()
    minutes_of(coordinator)

    with arranging():
        look = Look.objects.latest("pk")
    assert (look.page, look.rows) == ("minutes", 1)


def test_the_table_leads_to_the_minutes(coordinator):
    assert f'href="{ADDRESS}"' in coordinator.get(reverse("proposals:table")).content.decode()


# The wall


@pytest.mark.parametrize("reader", ["coordinator", "deputy"])
def test_a_coordinator_reads_of_others_the_deeds_of_the_minutes_and_no_others(
    people, actor_of, reader
):
    candidate = CandidateFactory(caseworker=people.caseworker)
    others = ["application_started", "application_saved", "person_saved", "signal_given"]
    with acting_as(actor_of(people.caseworker)):
        for action in [*DEEDS, *others]:
            record(action, candidate, at=AT)

    with acting_as(actor_of(getattr(people, reader))):
        read = set(Deed.objects.values_list("action", flat=True))

    assert read == set(DEEDS)


@pytest.mark.parametrize(
    "reader", ["colleague", "agent", "worker", "municipal_officer", "oversight", "administrator"]
)
def test_nobody_else_reads_a_deed_of_another(people, actor_of, reader):
    candidate = CandidateFactory(caseworker=people.caseworker)
    with acting_as(actor_of(people.caseworker)):
        record("answer_candidate", candidate, at=AT)

    with acting_as(actor_of(getattr(people, reader))):
        assert not Deed.objects.exists()
