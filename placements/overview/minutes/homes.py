"""Homes that lay on the table when a day ended, and for which nobody was proposed that day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from pact.access.actor import Actor
from pact.audit.models import Step
from placements.dwellings.models import Dwelling
from placements.dwellings.states import DwellingStatus as S
from placements.overview.minutes.days import end_of, start_of


@dataclass(frozen=True)
class Home:
    public_id: UUID
    address: str
    corporation: str


def without_proposal(day: date, actor: Actor) -> list[Home]:
    """As the steps tell it of that day, whatever became of the homes since."""
    start, end = start_of(day), end_of(day)
    steps = Step.objects.filter(kind="dwelling", object_id=OuterRef("pk"), at__lt=end)
    stood = steps.order_by("-at", "-pk").values("becomes")[:1]
    proposed = steps.filter(at__gte=start, becomes=S.RESERVED)
    # What closed before the day ended and has not moved since need not be looked up.
    may_have_lain_there = Q(status=S.OFFERED) | Q(status_at__gte=end)
    homes = (
        Dwelling.objects.visible_to(actor)
        .filter(may_have_lain_there, ~Exists(proposed), offered_at__lt=end)
        .alias(stood=Subquery(stood))
        .filter(stood=S.OFFERED)
        .select_related("corporation")
        .order_by("answer_by", "pk")
    )
    return [
        Home(home.public_id, f"{home.address}, {home.city}", home.corporation.name)
        for home in homes
    ]
