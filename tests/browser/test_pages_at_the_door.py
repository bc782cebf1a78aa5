"""Signing in, the second factor and what a visitor is told: usable by everybody, in both languages."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.browser.good_pages import barriers, too_wide_for_a_phone
from tests.browser.shown import Showcase, showcase_of
from tests.browser.tongues import in_another_language

TONGUES = ["nl", "en"]
OUTSIDE = [
    "/account/login/",
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


@pytest.fixture(scope="module")
def showcase(chromium) -> Iterator[Showcase]:
    with showcase_of(chromium) as showcase:
        yield showcase


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
    answer = reads(Client(), tongue).post("/account/login/", typed)

    assert wrong_with(answer, "/account/login/", tongue, showcase) == []


@pytest.mark.parametrize("path", INSIDE)
def test_whoever_is_signed_in_can_use_it(people, signed_in, showcase, path):
    answer = signed_in(people.caseworker).get(path, follow=True)

    assert wrong_with(answer, path, "nl", showcase) == []
