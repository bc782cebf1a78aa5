"""Who is told of a signal: a reference and a link, never what happened."""

from datetime import date, datetime

from django.urls import reverse

from pact.accounts.office import deputies
from pact.common.dates import local_date
from pact.outbox.queue import About, tell
from placements.candidates.models import Candidate
from placements.proposals.states import LIVE
from placements.signals.models import Signal
from placements.signals.states import Side


def of_side(signal: Signal, side: str) -> set[int]:
    """Who speaks for a side: the caseworker and who guides, or the named letting agent.

    After the lease or the guidance the corporation reads nothing of it, so nobody there is told.
    """
    placement = signal.placement
    if side == Side.CARE:
        return {placement.caseworker_id, *placement.coaches}
    return {placement.agent_id} if placement.status in LIVE else set()


def other(side: str) -> Side:
    return Side.CORPORATION if side == Side.CARE else Side.CARE


def tell_side(kind: str, signal: Signal, side: str, *, at: datetime) -> None:
    act_by = signal.due_on if kind == "signal_given" else None
    members = sorted(of_side(signal, side))
    if members:
        _tell(kind, signal, members, due_on=local_date(at), act_by=act_by, at=at)


def chase(signal: Signal, *, at: datetime) -> None:
    """Tell the side that has not looked in time, and the deputy."""
    members = [*of_side(signal, other(signal.side)), *deputies(local_date(at))]
    _tell("signal_overdue", signal, members, due_on=signal.due_on, act_by=signal.due_on, at=at)


def _tell(
    kind: str,
    signal: Signal,
    members: list[int],
    *,
    due_on: date,
    act_by: date | None,
    at: datetime,
) -> None:
    placement = signal.placement
    reference = Candidate.objects.values_list("reference", flat=True).get(pk=placement.candidate_id)
    tell(
        kind,
        about=About("signal", signal.public_id, reference),
        path=reverse("signals:of_placement", args=[placement.public_id]),
        recipients=members,
        due_on=due_on,
        at=at,
        act_by=act_by,
    )
