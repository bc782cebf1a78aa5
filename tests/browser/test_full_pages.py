"""The pages that hold most: a year with all that can be in it, and placements along their road."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from pact.accounts.models import Membership
from placements.proposals import actions
from placements.reporting.annual import annual_figures
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report
from placements.signals.actions import give_signal
from placements.tenancies.actions import cancel_lease, make_appointment, postpone_start
from tests import database
from tests.browser.shown import Showcase
from tests.browser.tongues import chosen, in_another_language
from tests.browser.wide_pages import BIG_SCREEN, WALL, lost_on
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, TODAY
from tests.placements.reporting.known_year import NOVEMBER, make_known_year
from tests.placements.reporting.scenes import as_report
from tests.placements.tenancies.test_actions import START_DAY

pytestmark = pytest.mark.slow

SATURDAY = datetime(2026, 11, 21, 9, tzinfo=UTC)


def faults_of(showcase: Showcase, client: Client, member: Membership, path: str) -> dict:
    """What is wrong with a page: in Dutch, in English, on a telephone, on a big screen and on a wall."""
    faults = {}
    for language in ("en", "nl"):
        with chosen(language, member.user):
            answer = client.get(path)
        assert answer.status_code == 200
        faults[language] = in_another_language(answer.content.decode(), language)
        faults[language] += showcase.faults_of(answer, path)
    faults["wide"] = [lost for each in (BIG_SCREEN, WALL) for lost in lost_on(showcase.page, each)]
    return {where: found for where, found in faults.items() if found}


# A year with homes, extras, a share that is a limit, and a home that waits for a decision


@pytest.fixture(scope="module")
def known_year(django_db_setup, django_db_blocker) -> Iterator[dict]:
    """That year, and the figures of its report."""
    with django_db_blocker.unblock():
        with time_machine.travel(SATURDAY, tick=False):
            make_known_year()
            with as_report():
                figures = annual_figures(2026, NOVEMBER)
        yield figures
        database.restore_baseline()


def report_of(figures: dict, people) -> Report:
    with arranging():
        return Report.objects.create(
            year=2026,
            figures_on=NOVEMBER,
            asked_by=people.coordinator,
            asked_at=SATURDAY,
            state="done",
            figures=figures,
            figures_hash=fingerprint(figures),
            pdf=b"%PDF-",
        )


@pytest.mark.parametrize("page", ["quota", "movements"])
def test_the_homes_of_a_full_year(known_year, people, signed_in, showcase, page):
    member, path = people.coordinator, reverse(f"reporting:{page}")
    with time_machine.travel(SATURDAY, tick=False):
        assert faults_of(showcase, signed_in(member), member, path) == {}


def test_a_report_of_a_full_year(known_year, people, signed_in, showcase):
    member = people.coordinator
    path = reverse("reporting:made", args=[report_of(known_year, people).public_id])
    with time_machine.travel(SATURDAY, tick=False):
        assert faults_of(showcase, signed_in(member), member, path) == {}


# A placement, from the first answers to a signal about living there, and two ways out


def with_answers(journey: Journey) -> None:
    """One said yes, another asked to wait; the candidate has yet to be asked."""
    journey.to("proposed")
    journey.answer(actions.answer_profile, by="agent")
    journey.do(
        actions.wait_longer, by="agent", placement=journey.placement, answer_by=date(2026, 12, 28)
    )


def with_a_viewing(journey: Journey) -> None:
    journey.to("released")
    appointed(journey, "viewing")
    journey.answer(actions.answer_check, by="agent", kind="income", on=TODAY)


def with_an_appointment(journey: Journey) -> None:
    journey.to("agreed")
    appointed(journey, "signing")


def with_another_start(journey: Journey) -> None:
    """Signed and put off; the keys are still to be handed over."""
    journey.to("leased")
    later = {"starts_on": date(2026, 12, 20), "code": "dwelling_not_ready"}
    journey.do(postpone_start, by="agent", placement=journey.placement, **later)
    appointed(journey, "keys")


def with_a_signal(journey: Journey) -> None:
    journey.to("moved_in")
    told = {"fact": "arrears", "happened_on": START_DAY.date(), "view": "serious"}
    journey.do(give_signal, by="agent", at=START_DAY, placement=journey.placement, **told)


def refused_after_all(journey: Journey) -> None:
    """The candidate says no when everything was agreed."""
    journey.to("agreed")
    told = {"code": "personal", "spoke_on": TODAY}
    journey.do(actions.refuse_after_all, by="caseworker", placement=journey.placement, **told)


def never_started(journey: Journey) -> None:
    journey.to("leased")
    appointed(journey, "keys")
    journey.do(cancel_lease, by="agent", placement=journey.placement, code="candidate_withdrew")


def appointed(journey: Journey, kind: str) -> None:
    journey.do(
        make_appointment,
        by="agent",
        placement=journey.placement,
        kind=kind,
        on=date(2026, 12, 2),
        at_time=time(10, 30),
    )


@pytest.mark.parametrize(
    ("arranged", "who", "at"),
    [
        (with_answers, "coordinator", AT),
        (with_a_viewing, "agent", AT),
        (with_an_appointment, "caseworker", AT),
        (with_another_start, "agent", AT),
        (with_a_signal, "caseworker", START_DAY),
        (refused_after_all, "coordinator", AT),
        (never_started, "caseworker", AT),
    ],
)
def test_a_placement_on_its_road(
    people, signed_in, showcase, arranged: Callable, who: str, at: datetime
):
    journey, member = Journey(people), getattr(people, who)
    with time_machine.travel(at, tick=False):
        arranged(journey)
        path = reverse("proposals:placement", args=[journey.placement.public_id])
        assert faults_of(showcase, signed_in(member), member, path) == {}
