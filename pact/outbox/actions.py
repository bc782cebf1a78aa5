"""What the office can do about a message."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.refusals import Refused
from pact.outbox import doorbell
from pact.outbox.models import Message, MessageState


class NotDead(Refused):
    """Only what could not be delivered is sent again."""


@transaction.atomic
def resend(*, message: Message, by: Actor, at: datetime) -> Message:
    """Send a message that could not be delivered again, as the same mail."""
    message = Message.objects.visible_to(by).select_for_update(of=("self",)).get(pk=message.pk)
    if message.state != MessageState.DEAD:
        raise NotDead(
            _(
                "This message is “%(state)s” by now, so it was not sent again. "
                "Look at the list of messages for how it stands."
            )
            % {"state": message.get_state_display()}
        )
    message.state, message.tries, message.last_error = MessageState.WAITING, 0, ""
    message.not_before = at
    message.save(update_fields=["state", "tries", "last_error", "not_before"])
    record("message.resent", message, at=at)
    transaction.on_commit(doorbell.ring)
    return message
