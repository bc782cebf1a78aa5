"""Passkeys and recovery codes in a real browser: each opens for its owner only, a code only once."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from playwright.sync_api import Page, expect

from pact.accounts.models import Membership, User
from tests.browser.gestures import fill, follow, press, said
from tests.browser.passkey import Passkey
from tests.browser.second_factor import enrolled
from tests.database import arranging

PASSWORD = "een lang verzonnen wachtwoord"  # noqa: S105 (of a test)
AFTER_THE_PASSWORD = "Passkey of beveiligingssleutel gebruiken"  # noqa: S105 (a button)
WITHOUT_A_PASSWORD = "Inloggen met een passkey"  # noqa: S105 (a button)
FOUND = 302
NOT_YOURS = "Deze sleutel past niet bij dit account."


@pytest.fixture(autouse=True)
def _a_second_factor_is_asked(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def test_a_passkey_is_added_and_opens_without_and_after_a_password(desk, people):
    page, asked = desk(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    Passkey(page)
    user = adds_it(page, people.caseworker)

    signs_out(page)
    fill(page, {"E-mail": "half"})
    press(page, WITHOUT_A_PASSWORD)
    is_in(page)

    signs_out(page)
    types_the_password_of(user, page)
    press(page, AFTER_THE_PASSWORD)
    is_in(page)
    assert asked == []


def test_a_strangers_passkey_is_refused_also_by_who_knows_the_password(desk, people):
    ours = with_password(people.caseworker)
    enrolled(people.caseworker)
    page = desk()
    Passkey(page)
    stranger = adds_it(page, people.stranger)
    signs_out(page)
    types_the_password_of(ours, page)
    press(page, AFTER_THE_PASSWORD)
    said(page, NOT_YOURS)
    is_out(page)

    with arranging():
        Authenticator.objects.filter(user=stranger).delete()
    press(page, "Annuleren")
    press(page, WITHOUT_A_PASSWORD)
    said(page, NOT_YOURS)
    is_out(page)


def test_a_passkey_under_another_finger_is_told_on_the_page(desk, people):
    page = desk()
    passkey = Passkey(page)
    adds_it(page, people.caseworker)
    signs_out(page)
    passkey.is_in_other_hands()
    press(page, WITHOUT_A_PASSWORD)
    told = page.get_by_role("alert").filter(has_text="De sleutel gaf geen antwoord")
    expect(told).to_be_visible()
    is_out(page)


def test_a_recovery_code_opens_once(desk, people):
    user = with_password(people.caseworker)
    enrolled(people.caseworker)
    with arranging():
        first, second, *_more = RecoveryCodes.activate(user).get_unused_codes()
    page = desk()
    types_the_password_of(user, page)
    types_the_code(first, page)
    is_in(page)

    signs_out(page)
    types_the_password_of(user, page)
    types_the_code(first, page)
    said(page, "Deze code klopt niet.")
    is_out(page)

    types_the_code(second, page)
    is_in(page)


def with_password(member: Membership) -> User:
    with arranging():
        member.user.set_password(PASSWORD)
        member.user.save()
    return member.user


def adds_it(page: Page, member: Membership) -> User:
    """The whole way of somebody new: the password, once more, and then a key for this browser."""
    user = with_password(member)
    types_the_password_of(user, page)
    said(page, "Stel eerst een tweede factor in")
    follow(page, "Sleutel toevoegen")
    fill(page, {"Wachtwoord": PASSWORD})
    press(page, "Verdergaan")
    fill(page, {"Naam": "verzonnen telefoon"})
    page.get_by_label("Zonder wachtwoord inloggen").check()
    press(page, "Sleutel toevoegen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    return user


def types_the_password_of(user: User, page: Page) -> None:
    page.goto("/account/login/")
    fill(page, {"E-mail": user.email, "Wachtwoord": PASSWORD})
    press(page, "Inloggen")


def types_the_code(code: str, page: Page) -> None:
    fill(page, {"Code": code})
    press(page, "Inloggen")


def signs_out(page: Page) -> None:
    page.locator("details.who > summary").click()
    page.locator("details.who").get_by_text("Uitloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")


def is_in(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")


def is_out(page: Page) -> None:
    """Whatever the page says: with the cookies of this browser nothing opens."""
    assert page.request.get("/kandidaten/", max_redirects=0).status == FOUND
