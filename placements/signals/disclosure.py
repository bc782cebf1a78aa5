"""What the readers of a signal get: everything on it, and what they may do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pact.access.actor import Actor
from pact.agreement.models import Reason, ReasonKind
from placements.signals.models import Signal
from placements.signals.querysets import SIDE_OF
from placements.signals.states import Side, SignalStatus

KINDS = [ReasonKind.SIGNAL_FACT, ReasonKind.SIGNAL_VIEW, ReasonKind.SIGNAL_DECISION]


@dataclass(frozen=True, kw_only=True)
class SignalShown:
    public_id: UUID
    fact: str
    happened_on: date
    given_by: str
    care_view: str
    corporation_view: str
    decision: str
    decided_on: date | None
    status_label: str
    due_on: date
    is_given: bool
    may_look: bool
    may_decide: bool


def shown(signals: Iterable[Signal], actor: Actor) -> list[SignalShown]:
    """The signals of one placement, each code in the reader's language."""
    words = {
        (reason.kind, reason.code): str(reason)
        for reason in Reason.objects.filter(kind__in=KINDS).order_by("valid_from")
    }
    return [_shown(signal, actor, words) for signal in signals]


def _shown(signal: Signal, actor: Actor, words: dict[tuple[str, str], str]) -> SignalShown:
    side = SIDE_OF.get(actor.role)
    views = {
        name: words.get((ReasonKind.SIGNAL_VIEW, getattr(signal, name)), "")
        for name in ("care_view", "corporation_view")
    }
    return SignalShown(
        public_id=signal.public_id,
        fact=words.get((ReasonKind.SIGNAL_FACT, signal.fact), signal.fact),
        happened_on=signal.happened_on,
        given_by=str(Side(signal.side).label),
        decision=words.get((ReasonKind.SIGNAL_DECISION, signal.decision), ""),
        decided_on=signal.decided_on,
        status_label=signal.get_status_display(),
        due_on=signal.due_on,
        is_given=signal.status == SignalStatus.GIVEN,
        may_look=signal.status == SignalStatus.GIVEN and side not in {None, signal.side},
        may_decide=signal.status == SignalStatus.SEEN and side is not None,
        **views,
    )
