"""What people do at a screen, and what they read there."""

from playwright.sync_api import Page, expect


def said(page: Page, sentence: str) -> None:
    expect(page.locator("main")).to_contain_text(sentence)


def kept_quiet(page: Page, *secrets: str) -> None:
    """The page does not hold these anywhere, not even where nobody looks."""
    expect(page.locator("h1")).to_be_visible()
    for secret in secrets:
        assert secret not in page.content()


def on_turn(page: Page, who: str, what: str) -> None:
    turn = page.locator(".turn", has_text=what)
    expect(turn).to_contain_text("Nu aan zet")
    expect(turn).to_contain_text(who)


def menu(page: Page, entry: str) -> None:
    main = page.get_by_role("navigation", name="Hoofdmenu")
    main.get_by_role("link", name=entry, exact=True).click()


def follow(page: Page, link: str) -> None:
    page.get_by_role("link", name=link).first.click()


def unfold(page: Page) -> None:
    """Show what is seldom done."""
    page.locator(".fold > summary").click()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def fill(page: Page, answers: dict[str, str]) -> None:
    for label, answer in answers.items():
        page.get_by_label(label, exact=True).fill(answer)


def choose(page: Page, answers: dict[str, str]) -> None:
    for label, answer in answers.items():
        page.get_by_label(label, exact=True).select_option(label=answer)


def says_yes(page: Page) -> None:
    page.get_by_label("Ja", exact=True).check()
    press(page, "Antwoord geven")
    said(page, "Uw antwoord is vastgelegd.")
