"""What became of an offered home: for whom it was proposed, as far as the walls show it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pact.common.dates import local_date
from placements.dwellings.models import Dwelling

PROPOSED = "proposed"
"""A status of a placement, as a word: placements come later on the road."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A reference and how it stands. The walls keep a closed proposal from the corporation."""

    public_id: UUID
    reference: str
    status_label: str
    proposed_on: date
    waits_for_answers: bool


def proposed_for(dwelling: Dwelling) -> list[Proposed]:
    rows = dwelling.placements.select_related("candidate").order_by("-pk")
    return [
        Proposed(
            public_id=row.public_id,
            reference=row.candidate.reference,
            status_label=row.get_status_display(),
            proposed_on=local_date(row.proposed_at),
            waits_for_answers=row.status == PROPOSED,
        )
        for row in rows
    ]
