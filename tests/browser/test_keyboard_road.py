"""From the submission to a yes by keyboard only; after each deed the keyboard is at its answer."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import expect

from tests.browser.keyboard import follows, is_told, picks_the_first, presses, tab_to, types
from tests.factories import CandidateFactory, DwellingFactory, GuidanceFactory, IntroductionFactory
from tests.placements.doubles.scenes import drafted

TODAY = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def _one_day():
    with time_machine.travel(TODAY, tick=True):
        yield


def test_submitting_admitting_and_planning_an_introduction(desk, people):
    candidate = drafted(people.caseworker)
    page = desk(people.caseworker)
    page.goto(f"/kandidaten/{candidate.public_id}/")
    follows(page, "Indienen")
    presses(page, "Indienen")
    is_told(page, "De aanmelding is ingediend.")

    page = desk(people.coordinator)
    page.goto(f"/kandidaten/{candidate.public_id}/")
    presses(page, "Toelaten")
    is_told(page, f"{candidate.reference} is toegelaten")

    worker = people.worker.user.name
    page.goto(f"/kennismaking/kandidaat/{candidate.public_id}/")
    follows(page, "Een kennismaking plannen")
    page.locator("#worker").evaluate("part => part.dataset.before = 'yes'")
    picks_the_first(page, "Gebied", "Schalkwijk")
    expect(page.locator("#worker:not([data-before])")).to_be_visible()
    picks_the_first(page, "Wie de kennismaking doet", worker)
    types(page, "Eerste contact gepland op", "01-12-2026")
    page.keyboard.press("Enter")
    is_told(page, "De kennismaking is gepland")


def test_proposing_and_saying_yes(desk, people):
    DwellingFactory(offered_by=people.agent)
    candidate = CandidateFactory(caseworker=people.caseworker)
    GuidanceFactory(candidate=candidate)
    IntroductionFactory(candidate=candidate, worker=people.worker)
    page = desk(people.coordinator)
    page.goto("/tafel/")
    follows(page, f"Voorstellen {candidate.reference}")
    presses(page, "Voorstellen")
    is_told(page, "Voorgesteld.")

    page = desk(people.agent)
    page.goto("/plaatsingen/")
    follows(page, candidate.reference)
    follows(page, "Antwoorden op het profiel")
    tab_to(page, page.get_by_label("Ja", exact=True))
    page.keyboard.press("Space")
    presses(page, "Antwoord geven")
    is_told(page, "Uw antwoord is vastgelegd.")


@pytest.mark.parametrize(("width", "name"), [(1280, "details.who"), (320, "details.menu")])
def test_escape_closes_what_opened_over_the_page(desk, people, width, name):
    page = desk(people.caseworker, width=width)
    page.goto("/")
    opened, summary = page.locator(name), page.locator(f"{name} > summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(opened).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(opened).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
