"""Who lost their second factor gets back in: by an administrator, who never helps themselves."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from pact.access.actions.accounts import remove_second_factor
from pact.access.actions.roles import OwnRights
from pact.access.actor import acting_as
from pact.audit.models import Deed
from pact.outbox import account_mails
from tests.conftest import actor_for
from tests.database import arranging


@pytest.fixture
def lost(people):
    with arranging():
        for member in [people.colleague, people.administrator]:
            TOTP.activate(member.user, generate_totp_secret())
    return people.colleague.user


def address(user) -> str:
    return reverse("accounts:remove_second_factor", args=[user.public_id])


def test_the_next_sign_in_sets_a_new_one_up(people, lost, signed_in, settings, mailoutbox):
    elsewhere = signed_in(people.colleague)
    assert elsewhere.get("/").status_code == 200

    answer = signed_in(people.administrator).post(address(lost))
    account_mails.deliver(within=timedelta(minutes=1))

    assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=lost).exists()
    assert [mail.to for mail in mailoutbox] == [[lost.email]]
    with arranging():
        assert Deed.objects.get(action="remove_second_factor").object_id == lost.pk
    assert elsewhere.get("/").url.startswith(reverse("account_login"))

    settings.SECOND_FACTOR_REQUIRED = True
    lost.refresh_from_db()
    again = Client()
    again.force_login(lost)
    assert again.get("/").url == reverse("mfa_index")


def test_nobody_removes_their_own(people, lost, now):
    administrator = people.administrator
    with acting_as(actor_for(administrator)), pytest.raises(OwnRights):
        remove_second_factor(user=administrator.user, by=administrator, at=now)

    assert Authenticator.objects.filter(user=administrator.user).exists()


def test_without_one_there_is_nothing_to_remove(people, signed_in, mailoutbox):
    answer = signed_in(people.administrator).post(address(people.caseworker.user))

    assert answer.status_code == 409
    assert mailoutbox == []
