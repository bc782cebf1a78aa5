"""Who gets in where, in messages."""

from datetime import UTC, datetime

from pact.access.actor import Actor, acting_as
from pact.outbox.models import Message
from tests.access.door import COO, CW, EVERYONE, Door
from tests.database import arranging
from tests.pact.outbox.messages import tell_about_home

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def dead(cast):
    """A message that could not be delivered; the office sees those of everybody."""
    with arranging():
        tell_about_home(to=[cast[CW]], at=NOW)
        Message.objects.update(state="dead")
    with acting_as(Actor.system("deliver")):
        return {"public_id": Message.objects.get().public_id}


DOORS = [
    Door("outbox:messages", "get", {COO: 200}),
    Door("outbox:resend", "get", {COO: 200}, own=dead),
    Door("outbox:resend", "post", {COO: 302}, own=dead),
    Door("outbox:demo_mails", "get", dict.fromkeys(EVERYONE, 404)),
]
