"""What the tests of this folder say again and again."""

from datetime import date
from uuid import UUID

from pact.access.actor import Actor, acting_as
from pact.outbox.models import Message
from pact.outbox.queue import About, tell

HOME = About("placement", UUID("5f0c9d9e-6a53-4a8e-9d5a-6a1f7d0f8a11"), "K-7HQ2MX")
MONDAY = date(2026, 11, 23)


def tell_about_home(kind="answer_wanted", *, to, at, due_on=MONDAY, about=HOME, **details):
    tell(
        kind,
        about=about,
        path=f"/plaatsingen/{about.public_id}/",
        recipients=[member.pk for member in to],
        due_on=due_on,
        at=at,
        **details,
    )


def messages(**conditions) -> list[Message]:
    """All of them, as the machine that delivers sees them."""
    with acting_as(Actor.system("deliver")):
        return list(Message.objects.filter(**conditions).order_by("pk"))


def told(**conditions) -> list[tuple[str, int, str]]:
    return [(row.kind, row.recipient_id, row.state) for row in messages(**conditions)]
