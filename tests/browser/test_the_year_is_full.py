"""The 179th home: refused on the screen, with which limit it is and what can be done."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from municipalities.models import Place
from tests.factories import CandidateFactory, DwellingFactory, GuidanceFactory, IntroductionFactory
from tests.placements.reporting.scenes import many_homes

TODAY = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def table(desk, people) -> Page:
    """The coordinator's table: one home, one household that fits it, and no place left in 2026."""
    with time_machine.travel(TODAY, tick=True):
        many_homes(178)
        DwellingFactory(offered_by=people.agent)
        candidate = CandidateFactory(caseworker=people.caseworker)
        GuidanceFactory(candidate=candidate)
        IntroductionFactory(candidate=candidate, worker=people.worker)
        page = desk(people.coordinator)
        page.goto("/tafel/")
        page.get_by_role("link", name=f"Voorstellen {candidate.reference}").click()
        yield page


def test_the_179th_is_refused_and_told_what_can_be_done(table):
    propose(table)
    said(table, "Er is geen plaats meer")
    said(table, "Alle 178 woningen van 2026 zijn vergeven.")
    said(table, "Wachten: laat de woning op de tafel liggen")
    said(table, "De woning teruggeven, met als reden dat het jaar vol is")
    assert Place.objects.filter(year=2026, taken=True).count() == 178

    table.get_by_role("link", name="Een huurcontract voorstellen dat in 2027 ingaat").click()
    said(table, "De huur zou ingaan op 1 januari 2027; de woning telt dan in 2027.")
    propose(table)
    said(table, "Voorgesteld.")
    said(table, "plaats 1 van 178 in 2027")


def propose(page: Page) -> None:
    page.get_by_role("button", name="Voorstellen").click()


def said(page: Page, sentence: str) -> None:
    expect(page.locator("main")).to_contain_text(sentence)
