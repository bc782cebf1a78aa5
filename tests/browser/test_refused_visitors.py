"""What a visitor reads who is refused, or whom we fail: usable by everybody, in both languages."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.browser.shown import Showcase
from tests.browser.test_pages_at_the_door import LOGIN, PASSWORD, TONGUES, reads, wrong_with

FORGOTTEN, ENTRY = "/account/password/reset/", "/kandidaten/nieuw/"
WHO = "iemand@voorbeeld.example"


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_form_that_was_open_too_long(db, showcase, tongue):
    client = reads(Client(enforce_csrf_checks=True), tongue)
    answer = client.post(LOGIN, {"login": WHO, "password": PASSWORD})

    assert answer.status_code == 403
    assert wrong_with(answer, LOGIN, tongue, showcase) == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_too_many_attempts(db, settings, showcase, tongue):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "0/m/ip"}
    answer = reads(Client(), tongue).post(FORGOTTEN, {"email": WHO})

    assert answer.status_code == 429
    assert but_for_its_status(answer, FORGOTTEN, tongue, showcase) == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_what_was_typed_when_a_session_ended(db, showcase, tongue):
    answer = reads(Client(), tongue).post(ENTRY, {"first_name": "Verzonnen"})

    assert answer.status_code == 409
    assert wrong_with(answer, ENTRY, tongue, showcase) == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_our_own_fault(db, monkeypatch, showcase, tongue):
    monkeypatch.setattr("allauth.account.forms.LoginForm.clean", fails)
    client = reads(Client(raise_request_exception=False), tongue)
    answer = client.post(LOGIN, {"login": WHO, "password": PASSWORD})

    assert answer.status_code == 500
    assert but_for_its_status(answer, LOGIN, tongue, showcase) == []


def fails(_form: object) -> None:
    raise RuntimeError("made up")


def but_for_its_status(answer: HttpResponse, path: str, tongue: str, showcase: Showcase) -> list:
    """Chromium complains of these two wherever it meets them, and so does every other test."""
    found = wrong_with(answer, path, tongue, showcase)
    return [each for each in found if f"a status of {answer.status_code} " not in each]
