"""Everything works without JavaScript: proposing and answering as the proof."""

from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine
from playwright.sync_api import Page, expect

from tests.factories import CandidateFactory, DwellingFactory, GuidanceFactory, IntroductionFactory

TODAY = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_proposing_and_answering(desk, people):
    with time_machine.travel(TODAY, tick=True):
        reference = a_home_and_a_household(people)
        proposes(desk(people.coordinator, javascript=False), reference)
        answers(desk(people.agent, javascript=False), reference)


def a_home_and_a_household(people) -> str:
    DwellingFactory(offered_by=people.agent)
    candidate = CandidateFactory(caseworker=people.caseworker)
    GuidanceFactory(candidate=candidate)
    IntroductionFactory(candidate=candidate, worker=people.worker)
    return candidate.reference


def proposes(page: Page, reference: str) -> None:
    page.goto("/tafel/")
    page.get_by_role("link", name=f"Voorstellen {reference}").click()
    page.get_by_role("button", name="Voorstellen").click()
    expect(page.locator("main")).to_contain_text("Voorgesteld.")


def answers(page: Page, reference: str) -> None:
    page.goto("/plaatsingen/")
    page.get_by_role("link", name=reference).click()
    page.get_by_role("link", name="Antwoorden op het profiel").click()
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.locator("main")).to_contain_text("Kies ja of nee.")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.locator("main")).to_contain_text("Uw antwoord is vastgelegd.")
