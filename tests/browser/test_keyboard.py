"""Somebody who uses a keyboard only, and somebody with a telephone."""

from playwright.sync_api import Page, expect

from tests.browser.keyboard import to_field
from tests.database import arranging

PASSWORD = "een lang verzonnen wachtwoord"  # noqa: S105 (of a test)


def test_signing_in_and_entering_a_candidate_by_keyboard_only(desk, people):
    page = desk()
    page.goto("/kandidaten/nieuw/")
    signs_in(page, people.caseworker.user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kandidaat invoeren")
    for label, answer in [("Voornaam", "Verzonnen"), ("Voorletters", "V."), ("Achternaam", "Naam")]:
        to_field(page, label)
        page.keyboard.type(answer)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("V. Naam")


def test_a_mistake_takes_the_keyboard_to_the_summary_and_on_to_the_field(desk, people):
    page = desk(people.caseworker)
    page.goto("/kandidaten/nieuw/")
    to_field(page, "Geboortedatum")
    page.keyboard.type("31-02-1990")
    page.keyboard.press("Enter")

    summary = page.locator(".error-summary, [role=alert]:not([hidden])").first
    expect(summary).to_be_focused()
    expect(page.get_by_label("Geboortedatum")).to_have_value("31-02-1990")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Geboortedatum")).to_be_focused()


def test_the_first_tab_skips_to_the_content(desk, people):
    page = desk(people.caseworker)
    page.goto("/kandidaten/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_telephone_opens_the_menu_without_javascript(desk, people):
    page = desk(people.caseworker, javascript=False, width=320)
    page.goto("/")
    link = page.locator(".menu").get_by_role("link", name="Kandidaten", exact=True)
    expect(link).to_be_hidden()
    page.locator(".menu > summary").click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kandidaten")


def signs_in(page: Page, user) -> None:
    with arranging():
        user.set_password(PASSWORD)
        user.save()
    to_field(page, "E-mail")
    page.keyboard.type(user.email)
    to_field(page, "Wachtwoord")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
