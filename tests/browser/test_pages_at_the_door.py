"""Signing in, the second factor and what a visitor is told: usable by everybody, in both languages."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.http import HttpResponse
from django.test import Client

from tests.browser.good_pages import barriers, too_wide_for_a_phone
from tests.browser.second_factor import enrolled
from tests.browser.shown import Showcase
from tests.browser.tongues import in_another_language
from tests.database import arranging

LOGIN = "/account/login/"
PASSWORD = "een lang verzonnen wachtwoord"  # noqa: S105 (of a test)
TONGUES = ["nl", "en"]
OUTSIDE = [
    LOGIN,
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-bestaat-niet/",
    "/bestaat-niet/",
]
INSIDE = [
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/logout/",
    "/bestaat-niet/",
]
KEY = 7_000_000
OF_A_FACTOR = [
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/webauthn/",
    f"/account/2fa/webauthn/keys/{KEY}/edit/",
    f"/account/2fa/webauthn/keys/{KEY}/remove/",
]


def wrong_with(answer: HttpResponse, path: str, tongue: str, showcase: Showcase) -> list[str]:
    text = answer.content.decode()
    assert f'<html lang="{tongue}"' in text
    complaints = in_another_language(text, tongue) + showcase.show(answer, path)
    return complaints + barriers(showcase.page) + too_wide_for_a_phone(showcase.page)


def reads(client: Client, tongue: str) -> Client:
    client.cookies["django_language"] = tongue
    return client


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("path", OUTSIDE)
def test_a_visitor_can_use_it(db, showcase, path, tongue):
    answer = reads(Client(), tongue).get(path, follow=True)

    assert wrong_with(answer, path, tongue, showcase) == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_wrong_password_is_told_to_everybody(db, showcase, tongue):
    typed = {"login": "niemand@voorbeeld.example", "password": "verkeerd-wachtwoord"}
    answer = reads(Client(), tongue).post(LOGIN, typed)

    assert wrong_with(answer, LOGIN, tongue, showcase) == []


@pytest.mark.parametrize("path", INSIDE)
def test_whoever_is_signed_in_can_use_it(people, signed_in, showcase, path):
    answer = signed_in(people.caseworker).get(path, follow=True)

    assert wrong_with(answer, path, "nl", showcase) == []


@pytest.fixture
def with_a_factor(people) -> Client:
    """Just signed in with everything that there is: an app, recovery codes, a key."""
    user, client = people.caseworker.user, Client()
    with arranging():
        user.set_password(PASSWORD)
        user.save()
        RecoveryCodes.activate(user)
        named = {"name": "telefoon", "credential": {}}
        Authenticator.objects.create(user=user, type="webauthn", data=named, pk=KEY)
    client.force_login(user)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("path", OF_A_FACTOR)
def test_whoever_has_a_second_factor_can_use_it(with_a_factor, people, showcase, path):
    if "totp" in path:
        enrolled(people.caseworker)
    answer = with_a_factor.get(path)

    assert answer.status_code == 200
    assert wrong_with(answer, path, "nl", showcase) == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_whoever_is_asked_for_a_second_factor_can_use_it(people, showcase, tongue):
    enrolled(people.caseworker)
    client = reads(Client(), tongue)
    user = people.caseworker.user
    with arranging():
        user.set_password(PASSWORD)
        user.save()
    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD}, follow=True)

    assert answer.request["PATH_INFO"] == "/account/2fa/authenticate/"
    assert wrong_with(answer, "/account/2fa/authenticate/", tongue, showcase) == []
