"""What a corporation hears about a home it offered."""

from datetime import date, datetime

from django.urls import reverse

from pact.common.dates import local_date
from pact.outbox.queue import About, drop, tell
from placements.dwellings.agents import letting_agents
from placements.dwellings.models import Dwelling


def tell_corporation(
    kind: str, dwelling: Dwelling, *, at: datetime, act_by: date | None = None
) -> None:
    """Tell whoever offered the home, or the corporation's other agents when that person left."""
    tell(
        kind,
        about=About(kind="dwelling", public_id=dwelling.public_id, reference=dwelling.reference),
        path=reverse("dwellings:detail", args=[dwelling.public_id]),
        recipients=_agents(dwelling, on=local_date(at)),
        due_on=local_date(at),
        at=at,
        act_by=act_by,
    )


def no_longer_asked(dwelling: Dwelling) -> None:
    drop(dwelling.public_id)


def _agents(dwelling: Dwelling, *, on: date) -> list[int]:
    there = list(letting_agents(dwelling.corporation_id, on=on).values_list("pk", flat=True))
    return [pk for pk in there if pk == dwelling.offered_by_id] or there
