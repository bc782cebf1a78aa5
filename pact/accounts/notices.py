"""Mails about one's own account: what was done, and where to look. Nothing about anybody else."""

from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import User

AWAY = _("On some days a colleague does your work: who and when, you see here.")
STANDS_IN = _("On some days you do the work of a colleague: whose and when, you see here.")
FACTOR_GONE = _(
    "An administrator removed your second factor. Sign in, and set up a new one at once. "
    "Did you not ask for this? Ring the administrator today."
)


def tell_of_absence(*, absent: User, substitute: User) -> None:
    subject = _("Somebody stands in for a colleague")
    _tell(absent, subject, AWAY)
    _tell(substitute, subject, STANDS_IN)


def tell_second_factor_gone(user: User) -> None:
    _tell(user, _("Your second factor was removed"), FACTOR_GONE)


def _tell(user: User, subject: str | Promise, sentence: str | Promise) -> None:
    """Once it is really so; when the mail server fails, what was done stays."""
    with translation.override(user.language):
        words = {
            "sentence": str(sentence),
            "address": settings.SITE_ADDRESS + reverse("accounts:me"),
        }
        mail = EmailMessage(
            subject=str(subject),
            body=render_to_string("accounts/mail/notice.txt", words),
            to=[user.email],
            headers={"Message-ID": make_msgid(domain=settings.MAIL_DOMAIN)},
        )
    transaction.on_commit(mail.send, robust=True)
