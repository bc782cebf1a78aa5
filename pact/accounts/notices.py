"""Mails about one's own account: what was done, and where to look. Nothing about anybody else.

Asking writes a row, in the transaction of what was done; a worker makes the mail and sends it.
"""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import NoticeKind, NoticeMail, User

SUBJECTS = {
    NoticeKind.AWAY: _("Somebody stands in for a colleague"),
    NoticeKind.STANDS_IN: _("Somebody stands in for a colleague"),
    NoticeKind.FACTOR_GONE: _("Your second factor was removed"),
    NoticeKind.CHOSEN: _("Your password is another one"),
    NoticeKind.FACTOR: _("Your second factor is another one"),
}
SENTENCES = {
    NoticeKind.AWAY: _("On some days a colleague does your work: who and when, you see here."),
    NoticeKind.STANDS_IN: _(
        "On some days you do the work of a colleague: whose and when, you see here."
    ),
    NoticeKind.FACTOR_GONE: _(
        "An administrator removed your second factor. Sign in, and set up a new one at once. "
        "Did you not ask for this? Ring the administrator today."
    ),
    NoticeKind.CHOSEN: _(
        "A password was chosen for your account. Was that not you? Ring the administrator today."
    ),
    NoticeKind.FACTOR: _(
        "A second factor or recovery codes of your account were added, renewed or removed. Was "
        "that not you? Ring the administrator today."
    ),
}


def ask_for_notice(user: User, kind: NoticeKind, *, at: datetime) -> None:
    """Let a worker tell it; told again before it was sent, it is one mail, tried from the start."""
    asked = NoticeMail(user=user, kind=kind, asked_at=at, not_before=at)
    NoticeMail.objects.bulk_create(
        [asked],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["public_id", "asked_at", "not_before", "tries", "failure", "is_dead"],
    )


def notice_of(asked: NoticeMail) -> EmailMessage:
    """The same notice makes a mail with the same Message-ID, however often it is made."""
    kind = NoticeKind(asked.kind)
    with translation.override(asked.user.language):
        words = {
            "sentence": str(SENTENCES[kind]),
            "address": settings.SITE_ADDRESS + reverse("accounts:me"),
        }
        return EmailMessage(
            subject=str(SUBJECTS[kind]),
            body=render_to_string("accounts/mail/notice.txt", words),
            to=[asked.user.email],
            headers={"Message-ID": f"<{asked.public_id}@{settings.MAIL_DOMAIN}>"},
        )
