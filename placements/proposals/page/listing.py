"""A placement as one row of a list, per reader."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pact.access.actor import Actor
from placements.proposals.models import Placement
from placements.proposals.page.around import home
from placements.proposals.page.loading import whole_of
from placements.proposals.page.progress import road_facts
from placements.proposals.page.road import Turn, whose_turn
from placements.proposals.readers import Reader, reader_of
from placements.proposals.states import EXITS


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A placement as one row of a list."""

    public_id: UUID
    reference: str
    where: str
    parties: list[str]
    status_label: str
    tone: str
    turn: Turn | None
    year: int


def listed(placement: Placement, actor: Actor, *, today: date) -> Listed:
    """A row for this reader: no name, and no more of the home than they may know."""
    whole, reader = whole_of(placement), reader_of(placement, actor)
    turns = whose_turn(road_facts(whole, reader, today=today)) if reader.takes_part else []
    return Listed(
        public_id=placement.public_id,
        reference=placement.candidate.reference,
        where=next((str(value) for _label, value in home(whole, reader)), ""),
        parties=_parties(placement, reader),
        status_label=placement.get_status_display(),
        tone="plain" if placement.status in EXITS else "ok",
        turn=min(turns, key=lambda turn: turn.due_on or date.max, default=None),
        year=placement.year_id,
    )


def _parties(placement: Placement, reader: Reader) -> list[str]:
    corporation, care = placement.corporation.name, placement.care_party.name
    if reader == Reader.AGENT_BEFORE_RELEASE:
        return [corporation]
    if reader == Reader.NEIGHBOUR:
        return [care]
    return [corporation, care]
