"""What a corporation hears about a home it offered."""

from datetime import date, datetime

from django.urls import reverse

from pact.common.dates import local_date
from pact.outbox.queue import About, drop, tell
from placements.dwellings.agents import agent_or_colleagues
from placements.dwellings.models import Dwelling


def tell_corporation(
    kind: str, dwelling: Dwelling, *, at: datetime, act_by: date | None = None
) -> None:
    """Tell whoever offered the home, or the corporation's other agents when that person left."""
    today = local_date(at)
    tell(
        kind,
        about=About(kind="dwelling", public_id=dwelling.public_id, reference=dwelling.reference),
        path=reverse("dwellings:detail", args=[dwelling.public_id]),
        recipients=agent_or_colleagues(dwelling.offered_by_id, dwelling.corporation_id, on=today),
        due_on=today,
        at=at,
        act_by=act_by,
    )


def no_longer_asked(dwelling: Dwelling) -> None:
    drop(dwelling.public_id)
