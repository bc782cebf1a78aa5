"""Makes a mail of a message: what must be done, a reference, until when and a link; nobody in it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from pact.outbox.kinds import KINDS
from pact.outbox.models import Message


def mail_of(message: Message) -> EmailMessage:
    """The same message makes a mail with the same Message-ID, however often it is made."""
    user = message.recipient.user
    with translation.override(user.language):
        kind = KINDS[message.kind]
        subject = f"{kind.subject} ({message.reference})" if message.reference else kind.subject
        return EmailMessage(
            subject=str(subject),
            body=render_to_string("mail/message.txt", _words(message, str(kind.sentence))),
            to=[user.email],
            headers={
                "Message-ID": f"<{message.public_id}@{settings.MAIL_DOMAIN}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": user.language,
            },
        )


def _can_still_be_done(message: Message) -> bool:
    """A message may be late while what it asks is not."""
    return message.act_by is not None and message.act_by >= timezone.localdate()


def _words(message: Message, sentence: str) -> dict[str, object]:
    return {
        "sentence": sentence,
        "reference": message.reference,
        "act_by": message.act_by,
        "is_late": message.is_late and not _can_still_be_done(message),
        "address": f"{settings.SITE_ADDRESS}{message.path}",
    }
