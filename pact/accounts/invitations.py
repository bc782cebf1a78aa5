"""The mail with which an account begins: a link to set a password, and nothing about anybody."""

from email.utils import make_msgid

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pact.accounts.models import User


def invite_by_mail(user: User) -> None:
    """Send the link once the account is really there; when the mail server fails, the account stays."""
    transaction.on_commit(invitation(user).send, robust=True)


def invitation(user: User) -> EmailMessage:
    with translation.override(user.language):
        return EmailMessage(
            subject=_("Your account for the Pact voor Uitstroom"),
            body=render_to_string("accounts/mail/invitation.txt", {"address": address_for(user)}),
            to=[user.email],
            headers={"Message-ID": make_msgid(domain=settings.MAIL_DOMAIN)},
        )


def address_for(user: User) -> str:
    """Where this user sets a password: once, within a day.

    The token is made from the password and the last sign-in, so that both end it.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": token},
    )
    return f"{settings.SITE_ADDRESS}{path}"
