"""Whoever's password or second factor is another one hears so by mail, and nobody waits for the mail."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from pact.access import tasks
from pact.accounts.invitations import address_for
from pact.accounts.models import NoticeMail
from pact.outbox import account_mails
from tests.database import arranging

OLD, NEW = "een lange zin om binnen te komen", "een heel andere zin van vandaag"


@pytest.fixture
def user(people):
    user = people.caseworker.user
    user.set_password(OLD)
    user.save()
    return user


@pytest.fixture
def browser(user) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": OLD})
    return browser


def waiting() -> list[tuple[str, str]]:
    with arranging():
        return list(NoticeMail.objects.values_list("user__email", "kind"))


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_another_password_is_told_to_whose_it_is(browser, user, mailoutbox):
    browser.post(
        reverse("account_change_password"), {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    )

    assert waiting() == [(user.email, "chosen")]
    assert mailoutbox == []
    account_mails.deliver(within=timedelta(minutes=1))
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([user.email], "Uw wachtwoord is gewijzigd")
    assert user.name not in mail.body


def test_so_is_one_that_was_chosen_by_a_link(user):
    browser = Client()
    form = browser.get(address_for(user), follow=True).request["PATH_INFO"]

    browser.post(form, {"password1": NEW, "password2": NEW})

    assert waiting() == [(user.email, "chosen")]


def test_a_password_that_was_not_taken_is_told_to_nobody(browser):
    browser.post(
        reverse("account_change_password"),
        {"oldpassword": "niet deze", "password1": NEW, "password2": NEW},
    )

    assert waiting() == []


def test_a_second_factor_that_came_and_went_is_told_once(
    browser, user, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(tasks, "send", lambda _task, _ids: None)
    browser.post(reverse("account_reauthenticate"), {"password": OLD})
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert waiting() == [(user.email, "factor")]

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=user, type="totp").exists()
    assert waiting() == [(user.email, "factor")]
