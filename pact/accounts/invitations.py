"""The mails with a link to set a password: the first one, and a new one. Nothing in them is about anybody.

Asking writes a row, in the request that asks; a worker makes the link and sends it. So nobody waits
for the mail server, and whoever asks for an unknown address gets the same answer as quickly.
"""

from datetime import datetime
from email.utils import make_msgid

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import LinkKind, LinkMail, User

SENT_BY = "pact.outbox.tasks.deliver_account_mails"
SUBJECTS = {
    LinkKind.INVITATION: _("Your account for the Pact voor Uitstroom"),
    LinkKind.RESET: _("Your new password for the Pact voor Uitstroom"),
}


def ask_for_link(user: User, kind: LinkKind, *, at: datetime) -> None:
    """Let a worker mail the link; asked again, it is one mail, and it is tried from the start."""
    asked = LinkMail(user=user, kind=kind, asked_at=at, not_before=at)
    LinkMail.objects.bulk_create(
        [asked],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["kind", "asked_at", "not_before", "tries", "failure", "is_dead"],
    )


def letter_of(asked: LinkMail) -> EmailMessage:
    user = asked.user
    with translation.override(user.language):
        return EmailMessage(
            subject=str(SUBJECTS[LinkKind(asked.kind)]),
            body=render_to_string(
                f"accounts/mail/{asked.kind}.txt", {"address": address_for(user)}
            ),
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
