"""What became of an offered home: for whom it was proposed, how that stands, and why it ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.common.dates import local_date
from placements.candidates.reasons import in_words
from placements.dwellings.models import ContractForm, Dwelling

PROPOSED, COMPLETED, ENDED = "proposed", "completed", "ended"
LET_NOBODY_IN = ["declined", "withdrawn", "lapsed", "cancelled"]
"""Statuses of a placement, as words: placements come later on the road."""

OF_CARE_PARTY = Q(lease__form=ContractForm.INTERMEDIARY, lease__transferred_on=None)
"""A lease that is to come in the tenant's own name."""

K = ReasonKind
REFUSALS = [K.CORPORATION_REFUSAL, K.CANDIDATE_REFUSAL, K.CARE_REFUSAL]
CLOSINGS = [*REFUSALS, K.PLACEMENT_WITHDRAWAL, K.LAPSE, K.CANCELLATION]


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A proposal as it is read at the home; who it is about only where its page may be opened."""

    public_id: UUID | None
    reference: str
    status_label: str
    reason: str
    proposed_on: date
    waits_for_answers: bool
    goes_on_alone: bool
    may_transfer: bool
    may_correct_end: bool


def proposed_for(dwelling: Dwelling, *, by: Actor) -> list[Proposed]:
    """Every proposal of a home that ``by`` may read.

    The walls keep what is over from the corporation, with everybody in it. Of its own home it reads
    the stage, and the coded reason of what let nobody in, without a reference: so these few columns
    are read around the walls, and no other.
    """
    may_open = set(dwelling.placements.values_list("pk", flat=True))
    with acting_as(by.consequence()):
        rows = list(_rows(dwelling))
    last = next((row.pk for row in rows if row.status not in LET_NOBODY_IN), None)
    correctable = {row.pk for row in rows if row.pk == last and by.acts_for(row.agent_id)}
    return [_proposed(row, may_open, correctable) for row in rows]


def _rows(dwelling: Dwelling) -> QuerySet:
    return (
        dwelling.placements.select_related("candidate")
        .only("public_id", "status", "proposed_at", "agent_id", "candidate__reference")
        .annotate(
            reason=in_words(CLOSINGS, "status_code"),
            is_of_care_party=OF_CARE_PARTY,
        )
        .order_by("-pk")
    )


def _proposed(row: Any, may_open: set[int], correctable: set[int]) -> Proposed:
    opens = row.pk in may_open
    return Proposed(
        public_id=row.public_id if opens else None,
        reference=row.candidate.reference if opens else "",
        status_label=row.get_status_display(),
        reason=(row.reason or "") if row.status in LET_NOBODY_IN else "",
        proposed_on=local_date(row.proposed_at),
        waits_for_answers=row.status == PROPOSED,
        goes_on_alone=row.status == COMPLETED,
        may_transfer=row.status == COMPLETED and bool(row.is_of_care_party),
        may_correct_end=row.status == ENDED and row.pk in correctable,
    )
