"""The side road, once: a no after the viewing, a lease that does not start, guidance that ends early."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import expect

from placements.proposals.models import Placement
from tests.browser.days import AMSTERDAM, Days
from tests.browser.gestures import follow, menu, on_turn, press, said, unfold
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, IntroductionFactory
from tests.placements.proposals.road import Journey
from tests.placements.tenancies.test_actions import START_DAY

TODAY = datetime(2026, 11, 23, 11, tzinfo=AMSTERDAM)
IN_SUMMER = date(2027, 6, 1)


@pytest.fixture
def other(people):
    """Waits for less long, so that proposing them asks why."""
    candidate = CandidateFactory(caseworker=people.caseworker, waiting_since=date(2026, 5, 4))
    GuidanceFactory(candidate=candidate)
    IntroductionFactory(candidate=candidate, worker=people.worker)
    return candidate


@pytest.fixture
def days(desk, people, monkeypatch) -> Iterator[Days]:
    with time_machine.travel(TODAY, tick=True) as clock:
        days = Days(desk, people, clock)
        for bell in ["pact.access.tasks.send", "pact.outbox.doorbell.send"]:
            monkeypatch.setattr(bell, lambda *asked: days.rung.append(asked))
        yield days


@pytest.mark.slow
def test_what_does_not_go_on_leaves_everything_to_who_comes_next(days, journey, other):
    agent_refuses_after_the_viewing(days, journey)
    coordinator_proposes_somebody_else(days, journey, other)
    agent_cancels_the_lease(days, journey)
    the_home_is_at_the_table_again(days, journey)
    caseworker_ends_the_guidance_early(days, journey)
    agent_reads_that_nobody_guides_there(days)


def agent_refuses_after_the_viewing(days: Days, journey: Journey) -> None:
    days.reference = journey.candidate.reference
    page = days.placement_of("agent")
    follow(page, "Bezichtiging vastleggen")
    page.get_by_label("Nee", exact=True).check()
    press(page, "Antwoord geven")
    said(page, "Kies de reden voor dit nee.")
    page.get_by_label("Reden, als het antwoord nee is").select_option(
        label="huishouden past niet bij de woning"
    )
    press(page, "Antwoord geven")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plaatsingen")
    expect(page.locator("main")).not_to_contain_text(days.reference)


def coordinator_proposes_somebody_else(days: Days, journey: Journey, other) -> None:
    page = days.of("coordinator")
    menu(page, "Tafel")
    said(page, f"Wie past bij {journey.dwelling.address}?")
    follow(page, f"Voorstellen {other.reference}")
    page.get_by_label("dichter bij werk of netwerk").check()
    press(page, "Voorstellen")
    said(page, "Voorgesteld.")
    on_turn(page, "Pré Wonen", "zegt of het profiel in principe akkoord is")


def agent_cancels_the_lease(days: Days, journey: Journey) -> None:
    to_the_last_proposal(days, journey)
    with transaction.atomic():
        journey.both_say_yes()
        journey._agreed()
        journey.sign()
    page = days.placement_of("agent")
    unfold(page)
    follow(page, "Huurcontract annuleren…")
    page.get_by_label("kandidaat ziet er van af").check()
    press(page, "Huurcontract annuleren")
    said(page, "Het huurcontract is geannuleerd; woning en kandidaat zijn weer vrij.")


def to_the_last_proposal(days: Days, journey: Journey) -> None:
    with arranging():
        journey.placement = Placement.objects.select_related("candidate").latest("pk")
    days.reference = journey.placement.candidate.reference


def the_home_is_at_the_table_again(days: Days, journey: Journey) -> None:
    page = days.of("coordinator")
    menu(page, "Tafel")
    said(page, f"Wie past bij {journey.dwelling.address}?")
    follow(page, f"Voorstellen {journey.candidate.reference}")
    press(page, "Voorstellen")
    said(page, "Voorgesteld.")


def caseworker_ends_the_guidance_early(days: Days, journey: Journey) -> None:
    to_the_last_proposal(days, journey)
    with transaction.atomic():
        journey.both_say_yes()
        journey._agreed()
        journey.sign()
        journey.start(at=START_DAY)
    days.go_to(IN_SUMMER)
    page = days.of("caseworker")
    menu(page, "Begeleiding")
    follow(page, days.reference)
    follow(page, "Begeleiding beëindigen…")
    page.get_by_label("eerder gestopt door een besluit").check()
    press(page, "Begeleiding beëindigen")
    said(page, "De begeleiding is beëindigd. Niemand krijgt er nog een herinnering over.")


def agent_reads_that_nobody_guides_there(days: Days) -> None:
    page = days.placement_of("agent")
    on_turn(page, "RIBW", "legt vast dat de begeleiding is afgerond")
