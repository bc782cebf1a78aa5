"""Who is told of a signal: a reference and a link, never what happened."""

from datetime import datetime

from django.urls import reverse

from pact.common.dates import local_date
from pact.outbox.queue import About, tell
from placements.candidates.models import Candidate
from placements.signals.models import Signal
from placements.signals.states import Side


def of_side(signal: Signal, side: str) -> int:
    """The member who speaks for a side: the caseworker, or the named letting agent."""
    placement = signal.placement
    return placement.caseworker_id if side == Side.CARE else placement.agent_id


def other(side: str) -> Side:
    return Side.CORPORATION if side == Side.CARE else Side.CARE


def tell_side(kind: str, signal: Signal, side: str, *, at: datetime) -> None:
    placement = signal.placement
    reference = Candidate.objects.values_list("reference", flat=True).get(pk=placement.candidate_id)
    tell(
        kind,
        about=About("signal", signal.public_id, reference),
        path=reverse("signals:of_placement", args=[placement.public_id]),
        recipients=[of_side(signal, side)],
        due_on=local_date(at),
        at=at,
        act_by=signal.due_on if kind == "signal_given" else None,
    )
