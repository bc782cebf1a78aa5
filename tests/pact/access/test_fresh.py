"""Giving rights asks once more who is there; taking them away never waits for that."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from pact.accounts.models import Membership

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PROOF = "een lange zin om binnen te komen"
KEY = "00000000-0000-4000-8000-000000000007"


@pytest.fixture
def browser(people, signed_in, settings, time_machine) -> Client:
    time_machine.move_to(NOON, tick=False)
    settings.SECOND_FACTOR_REQUIRED = True
    administrator = people.administrator.user
    administrator.set_password(PROOF)
    administrator.save()
    TOTP.activate(administrator, generate_totp_secret())
    return signed_in(people.administrator)


@pytest.fixture
def page(people) -> str:
    return reverse("accounts:give_role", args=[people.colleague.user.public_id])


def role(people) -> dict[str, str]:
    return {"form_key": KEY, "party": str(people.colleague.party_id), "role": "privacy_officer"}


def show_who_is_there(browser: Client, back: str) -> str:
    answer = browser.post(f"{reverse('account_reauthenticate')}?next={back}", {"password": PROOF})
    return answer.url


def has_it(people) -> bool:
    return Membership.objects.filter(user=people.colleague.user, role="privacy_officer").exists()


def test_the_form_opens_after_showing_who_is_there_and_for_a_quarter_of_an_hour(
    browser, page, people, time_machine
):
    asked = f"{reverse('account_reauthenticate')}?next={page}"
    assert browser.get(page).url.replace("%2F", "/") == asked

    assert show_who_is_there(browser, page) == page
    assert browser.get(page).status_code == 200
    assert browser.post(page, role(people)).status_code == 302
    assert has_it(people)

    time_machine.shift(timedelta(minutes=16))
    assert browser.get(page).status_code == 302


def test_what_was_sent_is_kept_until_then(browser, page, people):
    answer = browser.post(page, role(people))

    assert answer.status_code == 409
    assert "Wie rechten geeft, laat nog een keer zien wie hij is." in answer.content.decode()
    assert 'name="role" value="privacy_officer"' in answer.content.decode()
    assert not has_it(people)

    show_who_is_there(browser, page)
    assert browser.post(page, role(people)).status_code == 302
    assert has_it(people)


@pytest.mark.parametrize(
    "name",
    [
        "invite",
        "change_standing",
        "open_account",
        "remove_second_factor",
        "name_substitute",
        "be_absent",
    ],
)
def test_everything_that_gives_rights_asks_it(browser, people, name):
    about = {
        "invite": [],
        "change_standing": [people.colleague.public_id],
        "open_account": [people.colleague.user.public_id],
        "remove_second_factor": [people.colleague.user.public_id],
        "name_substitute": [people.colleague.public_id],
        "be_absent": [],
    }
    address = reverse(f"accounts:{name}", args=about[name])

    assert reverse("account_reauthenticate") in browser.post(address).content.decode()


def test_rights_are_taken_away_at_once(browser, people):
    browser.post(reverse("overview:close_account", args=[people.colleague.user.public_id]))

    people.colleague.user.refresh_from_db()
    assert not people.colleague.user.is_active
