"""The whole road, once: from an empty form to the annual report that counts the home."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

from tests.browser.days import AMSTERDAM, Days
from tests.browser.gestures import (
    choose,
    fill,
    follow,
    kept_quiet,
    menu,
    on_turn,
    press,
    said,
    says_yes,
)
from tests.browser.second_factor import code_now, enrolled
from tests.database import arranging
from tests.placements.reporting.scenes import home

FIRST_DAY = datetime(2026, 3, 2, 10, tzinfo=AMSTERDAM)
OTHERS = 5  # as many homes as may be published: of fewer, the report hides the number
PASSWORD = "een lang verzonnen wachtwoord"  # noqa: S105 (of a test)
NAME, TELEPHONE = "van der Bérg", "06-12345678"


@pytest.fixture
def days(desk, people, settings, monkeypatch) -> Iterator[Days]:
    settings.SECOND_FACTOR_REQUIRED = True
    with time_machine.travel(FIRST_DAY, tick=True) as clock:
        for who in OTHER_ROLES:
            enrolled(getattr(people, who))
        for _home in range(OTHERS):
            home(date(2026, 2, 2))
        days = Days(desk, people, clock)
        for bell in ["pact.access.tasks.send", "pact.outbox.doorbell.send"]:
            monkeypatch.setattr(bell, lambda *asked: days.rung.append(asked))
        yield days


OTHER_ROLES = [
    "administrator",
    "coordinator",
    "worker",
    "agent",
    "municipal_officer",
    "oversight",
    "privacy_officer",
]


@pytest.mark.slow
def test_a_candidate_becomes_a_neighbour_and_counts(days):
    administrator_sees_who_takes_part(days)
    caseworker_signs_in_with_a_second_factor(days)
    caseworker_enters_a_candidate_and_submits(days)
    coordinator_admits(days)
    coordinator_plans_an_introduction(days)
    worker_introduces(days)
    worker_keeps_introducing(days)
    corporation_offers_a_home(days)
    coordinator_proposes_at_the_table(days)
    coordinator_reads_it_in_the_minutes(days)
    corporation_agrees_in_principle(days)
    caseworker_answers_for_party_and_candidate(days)
    agent_sees_who_it_is_views_tests_and_agrees(days)
    agent_records_the_lease(days)
    agent_hands_over_the_keys_and_confirms_the_start(days)
    caseworker_finds_the_contact_moments(days)
    agent_gives_a_signal(days)
    both_sides_agree_on_what_to_do(days)
    municipality_sees_one_home_more(days)
    coordinator_has_the_annual_report_made(days)
    oversight_reads_the_home_in_the_pdf(days)
    privacy_officer_sees_who_looked(days)
    nobody_was_named_in_a_mail(days)


def administrator_sees_who_takes_part(days: Days) -> None:
    caseworker = days.people.caseworker.user.name
    page = days.of("administrator")
    menu(page, "Personen")
    said(page, caseworker)
    said(page, f"Begeleider · {days.people.care}")


def caseworker_signs_in_with_a_second_factor(days: Days) -> None:
    caseworker = days.people.caseworker.user
    with arranging():
        caseworker.set_password(PASSWORD)
        caseworker.save()
    page = days.desks["caseworker"] = days.desk()
    page.goto("/")
    fill(page, {"E-mail": caseworker.email, "Wachtwoord": PASSWORD})
    press(page, "Inloggen")
    said(page, "Stel eerst een tweede factor in")
    page.goto("/kandidaten/")
    expect(page).to_have_url(re.compile("/account/2fa/$"))
    follow(page, "App instellen")
    fill(page, {"Wachtwoord": PASSWORD})
    press(page, "Verdergaan")
    secret = page.locator("dt", has_text="Sleutel in letters").locator("+ dd").inner_text()
    page.get_by_label("Code").fill(code_now(secret))
    press(page, "App gebruiken")
    said(page, "Herstelcodes")


def caseworker_enters_a_candidate_and_submits(days: Days) -> None:
    page = days.of("caseworker")
    menu(page, "Kandidaten")
    follow(page, "Kandidaat invoeren")
    fill_in_the_application(page)
    press(page, "Opslaan en verder naar indienen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze aanmelding indienen?")
    press(page, "Indienen")
    said(page, "De aanmelding is ingediend. De coördinator beslist erover.")
    days.reference = re.search(r"K-\w{6}", page.locator("main").inner_text())[0]


def fill_in_the_application(page: Page) -> None:
    fill(
        page,
        {
            "Voornaam": "Verzonnen",
            "Voorletters": "V.",
            "Achternaam": NAME,
            "Geboortedatum": "31-12-1990",
            "Telefoon": TELEPHONE,
            "Volwassenen": "1",
            "Slaapkamers nodig": "1",
            "Hoogste huur per maand": "700",
            "Wil verhuizen in": "10-2026",
        },
    )
    choose(
        page,
        {
            "Wat de woning moet bieden": "geen bijzondere eisen",
            "Woont nu in": "maatschappelijke opvang",
            "Gemeente van herkomst": "Haarlem",
            "Inkomen": "onder de grens voor passend toewijzen",
            "Hoeveel begeleiding": "gemiddeld",
        },
    )
    page.get_by_label("Schalkwijk").check()


def coordinator_admits(days: Days) -> None:
    days.go_to(date(2026, 3, 3))
    page = days.of("coordinator")
    said(page, "U bent aan zet")
    follow(page, days.reference)
    kept_quiet(page, NAME, TELEPHONE)
    press(page, "Toelaten")
    said(page, f"{days.reference} is toegelaten")


def coordinator_plans_an_introduction(days: Days) -> None:
    page = days.of("coordinator")
    menu(page, "Kennismakingen")
    follow(page, days.reference)
    follow(page, "Een kennismaking plannen")
    choose(page, {"Gebied": "Schalkwijk"})
    page.get_by_label("Wie de kennismaking doet").select_option(label="Voorbeeld Opbouwwerker")
    fill(page, {"Eerste contact gepland op": "09-03-2026"})
    press(page, "Kennismaking plannen")
    said(page, "De kennismaking is gepland")


def worker_introduces(days: Days) -> None:
    days.go_to(date(2026, 3, 9))
    page = days.of("worker")
    menu(page, "Kennismakingen")
    follow(page, "Verzonnen")
    kept_quiet(page, NAME, TELEPHONE)
    follow(page, "Eerste contact vastleggen")
    fill(page, {"Datum van het eerste contact": "09-03-2026"})
    press(page, "Eerste contact vastleggen")
    said(page, "Verhuizen mag vanaf 9 september 2026")


def worker_keeps_introducing(days: Days) -> None:
    for day in [date(2026, 4, 13), date(2026, 6, 8)]:
        days.go_to(day)
        page = days.of("worker")
        menu(page, "Kennismakingen")
        follow(page, "Lopend")
        follow(page, "Verzonnen")
        follow(page, "Een contact toevoegen")
        fill(page, {"Datum": f"{day:%d-%m-%Y}"})
        page.get_by_label("wandeling door de wijk").check()
        page.get_by_label("Het is geweest").check()
        press(page, "Contact toevoegen")
        said(page, "Het contact staat in de lijst")
    said(page, "3 geweest")


def corporation_offers_a_home(days: Days) -> None:
    days.go_to(date(2026, 9, 14))
    page = days.of("agent")
    menu(page, "Woningen")
    follow(page, "Woning aanbieden")
    fill(
        page,
        {
            "Postcode": "2035 ZZ",
            "Huisnummer": "14",
            "Straat": "Verzonnenlaan",
            "Plaats": "Haarlem",
            "Kamers": "2",
            "Slaapkamers": "1",
            "Verdieping": "0",
            "Kale huur per maand": "612,40",
            "Beschikbaar vanaf": "01-10-2026",
            "Antwoord gewenst uiterlijk": "12-10-2026",
        },
    )
    choose(page, {"Gemeente": "Haarlem"})
    choose(page, {"Wijk": "Boerhaavewijk"})
    press(page, "Deze woning aanbieden")
    said(page, "Verzonnenlaan 14")


def coordinator_proposes_at_the_table(days: Days) -> None:
    page = days.of("coordinator")
    menu(page, "Tafel")
    expect(page.get_by_role("heading", name="Wie past bij Verzonnenlaan 14?")).to_be_visible()
    said(page, "huur past")
    follow(page, f"Voorstellen {days.reference}")
    said(page, "de woning telt dan in 2026")
    press(page, "Voorstellen")
    said(page, "Voorgesteld. Pré Wonen en de zorgpartij zijn gevraagd om te antwoorden.")
    on_turn(page, "Pré Wonen", "zegt of het profiel in principe akkoord is")
    on_turn(page, days.people.care, "spreekt met de kandidaat en legt het antwoord vast")


def coordinator_reads_it_in_the_minutes(days: Days) -> None:
    page = days.of("coordinator")
    menu(page, "Tafel")
    follow(page, "Notulen")
    said(page, "Notulen van de uitstroomtafel van 14 september 2026")
    line = page.get_by_role("row", name=days.reference)
    expect(line).to_contain_text("Verzonnenlaan 14")
    expect(line).to_contain_text("Voorgesteld: plaats")
    kept_quiet(page, NAME, TELEPHONE)


def corporation_agrees_in_principle(days: Days) -> None:
    days.go_to(date(2026, 9, 15))
    page = days.placement_of("agent")
    kept_quiet(page, NAME, TELEPHONE)
    follow(page, "Antwoorden op het profiel")
    says_yes(page)


def caseworker_answers_for_party_and_candidate(days: Days) -> None:
    days.go_to(date(2026, 9, 16))
    page = days.placement_of("caseworker")
    follow(page, "Antwoorden voor de zorgpartij")
    says_yes(page)
    follow(page, "Antwoord van de kandidaat vastleggen")
    says_yes(page)
    on_turn(page, "Pré Wonen", "houdt de bezichtiging")


def agent_sees_who_it_is_views_tests_and_agrees(days: Days) -> None:
    days.go_to(date(2026, 9, 21))
    page = days.placement_of("agent")
    said(page, NAME)
    said(page, TELEPHONE)
    for check in ["Bezichtiging", "Inkomenstoets", "Vergunning"]:
        follow(page, f"{check} vastleggen")
        says_yes(page)
    on_turn(page, "Pré Wonen", "geeft het definitieve ja of nee")
    follow(page, "Definitief antwoord geven")
    says_yes(page)
    on_turn(page, "Pré Wonen", "legt het getekende huurcontract vast")


def agent_records_the_lease(days: Days) -> None:
    days.go_to(date(2026, 9, 24))
    page = days.placement_of("agent")
    follow(page, "Getekend huurcontract vastleggen")
    fill(page, {"De huur gaat in op": "01-10-2026"})
    press(page, "Huurcontract vastleggen")
    said(page, "Het huurcontract is vastgelegd.")
    on_turn(page, "Pré Wonen", "geeft de sleutels")


def agent_hands_over_the_keys_and_confirms_the_start(days: Days) -> None:
    days.go_to(date(2026, 10, 1))
    page = days.placement_of("agent")
    follow(page, "Sleutels vastleggen")
    press(page, "Sleutels vastleggen")
    said(page, "De dag van de sleutels is vastgelegd.")
    follow(page, "Ingang bevestigen")
    press(page, "Ingang bevestigen")
    said(page, "Vanaf nu woont hier iemand.")


def caseworker_finds_the_contact_moments(days: Days) -> None:
    page = days.of("caseworker")
    menu(page, "Begeleiding")
    follow(page, days.reference)
    said(page, "1 oktober 2028")
    said(page, "evaluatie")


def agent_gives_a_signal(days: Days) -> None:
    days.go_to(date(2026, 11, 16))
    page = days.placement_of("agent")
    follow(page, "Signalen")
    follow(page, "Een signaal geven")
    page.get_by_label("overlast", exact=True).check()
    fill(page, {"Op welke dag": "14-11-2026"})
    page.get_by_label("ernstig", exact=True).check()
    press(page, "Dit signaal geven")
    said(page, "Het signaal is gegeven.")


def both_sides_agree_on_what_to_do(days: Days) -> None:
    page = days.of("caseworker")
    said(page, "Kijk naar het signaal")
    page = days.placement_of("caseworker")
    follow(page, "Signalen")
    follow(page, "Zeggen hoe u het ziet")
    page.get_by_label("vraagt aandacht", exact=True).check()
    press(page, "Mijn reactie vastleggen")
    follow(page, "Vastleggen wat u afsprak")
    page.get_by_label("samen een gesprek met de bewoner", exact=True).check()
    press(page, "Vastleggen")
    said(page, "Wat u afsprak is vastgelegd.")


def municipality_sees_one_home_more(days: Days) -> None:
    page = days.of("municipal_officer")
    menu(page, "Woningen per jaar")
    said(page, "172")
    kept_quiet(page, NAME, days.reference)


def coordinator_has_the_annual_report_made(days: Days) -> None:
    days.go_to(date(2027, 1, 4))
    page = days.of("coordinator")
    menu(page, "Jaarverslag")
    page.get_by_label("Jaar").select_option("2026")
    press(page, "Maak een concept")
    said(page, "Het verslag wordt gemaakt")
    days.worker_works()
    said(page, f"{OTHERS + 1} van 178 woningen gehuisvest")
    follow(page, "Maak het definitief")
    press(page, "Maak het definitief")
    days.worker_works()
    said(page, "Definitief · cijfers van 31 december 2026")


def oversight_reads_the_home_in_the_pdf(days: Days) -> None:
    page = days.of("oversight")
    menu(page, "Jaarverslag")
    follow(page, "Jaarverslag 2026")
    said(page, "Definitief")
    with page.expect_download() as coming:
        follow(page, "Download de PDF")
    told = text_of(coming.value.path())
    assert f"{OTHERS + 1} van 178" in told
    assert NAME not in told
    assert days.reference not in told


def text_of(pdf: Path) -> str:
    words = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True)
    return " ".join(words.stdout.split())


def privacy_officer_sees_who_looked(days: Days) -> None:
    page = days.of("privacy_officer")
    menu(page, "Privacy")
    said(page, days.reference)
    said(page, days.people.agent.user.name)


def nobody_was_named_in_a_mail(days: Days) -> None:
    mails = "".join(each.subject + each.body for each in mail.outbox)
    assert days.reference in mails
    assert NAME not in mails
    assert "Verzonnen" not in mails
