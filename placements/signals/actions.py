"""Giving a signal, looking at it from the other side, and agreeing on what to do.

A signal ends nothing: not a lease and not guidance. People do that, elsewhere.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason, norm
from pact.audit.record import record
from pact.common.dates import local_date, working_days_after
from pact.common.refusals import Refused
from pact.outbox.queue import drop
from placements.proposals.actions.answerable import check_past
from placements.proposals.locks import lock_placement
from placements.proposals.models import Placement
from placements.proposals.states import PlacementStatus
from placements.signals.models import Signal
from placements.signals.news import other, tell_side
from placements.signals.querysets import SIDE_OF
from placements.signals.states import Side, SignalStatus
from placements.tenancies.models import Lease

VIEW_OF: dict[str, str] = {Side.CARE: "care_view", Side.CORPORATION: "corporation_view"}


@transaction.atomic
def give_signal(
    *, placement: Placement, fact: str, happened_on: date, view: str, by: Actor, at: datetime
) -> Signal:
    """Tell the other side what happened, and how one sees it oneself.

    Only while somebody lives there. The other side is asked to look within the term of the norm.
    """
    placement = lock_placement(placement, by=by).placement
    if placement.status != PlacementStatus.MOVED_IN:
        raise Refused(_("A signal is about living somewhere. Nobody lives in this home now."))
    check_past(happened_on, at)
    started = Lease.objects.filter(placement=placement, started_on__gt=happened_on)
    if started.exists():
        raise Refused(_("Nobody lived there then. Fill in the day on which it happened."))
    check_reason(ReasonKind.SIGNAL_FACT, fact, on=local_date(at))
    check_reason(ReasonKind.SIGNAL_VIEW, view, on=local_date(at))
    signal = _given(placement, fact, happened_on, view, by=by, at=at)
    record("signal_given", placement, at=at, code=fact)
    _tell("signal_given", signal, other(signal.side), by=by, at=at)
    return signal


@transaction.atomic
def look_at_signal(*, signal: Signal, view: str, by: Actor, at: datetime) -> Signal:
    """The other side's own view on it."""
    signal = _locked(signal, by=by)
    side = side_of(by)
    if side == signal.side:
        raise Refused(_("Your own view is on record. The other side looks at it now."))
    check_reason(ReasonKind.SIGNAL_VIEW, view, on=local_date(at))
    drop(signal.public_id)
    signal.move_to(SignalStatus.SEEN, at=at, **{VIEW_OF[side]: view})
    record("signal_seen", signal.placement, at=at, code=view)
    _tell("signal_seen", signal, signal.side, by=by, at=at)
    return signal


@transaction.atomic
def decide_signal(*, signal: Signal, decision: str, by: Actor, at: datetime) -> Signal:
    """What both sides agreed to do, recorded by one of them and told to the other."""
    signal = _locked(signal, by=by)
    if signal.status == SignalStatus.GIVEN:
        raise Refused(_("The other side has not looked at it yet. Ring them first."))
    check_reason(ReasonKind.SIGNAL_DECISION, decision, on=local_date(at))
    drop(signal.public_id)
    signal.move_to(
        SignalStatus.DECIDED,
        at=at,
        code=decision,
        decision=decision,
        decided_on=local_date(at),
        decided_by_id=by.membership_id,
    )
    record("signal_decided", signal.placement, at=at, code=decision)
    _tell("signal_decided", signal, other(side_of(by)), by=by, at=at)
    return signal


def side_of(actor: Actor) -> Side:
    """The side that somebody speaks for; nobody else has one."""
    return SIDE_OF[Role(actor.role)]


def _given(
    placement: Placement, fact: str, happened_on: date, view: str, *, by: Actor, at: datetime
) -> Signal:
    side, today = side_of(by), local_date(at)
    try:
        with transaction.atomic():
            return Signal.objects.create(
                placement=placement,
                fact=fact,
                happened_on=happened_on,
                side=side,
                given_by_id=by.membership_id,
                given_at=at,
                status_at=at,
                due_on=working_days_after(today, norm("term_signal", today)),
                **{VIEW_OF[side]: view},
            )
    except IntegrityError:
        raise Refused(
            _("There is an open signal of this already. Agree on that one first.")
        ) from None


def _locked(signal: Signal, *, by: Actor) -> Signal:
    rows = Signal.objects.visible_to(by).select_related("placement")
    return rows.select_for_update(of=["self"]).get(pk=signal.pk)


def _tell(kind: str, signal: Signal, side: str, *, by: Actor, at: datetime) -> None:
    """Told as a consequence: a letting agent may not read everything that telling needs."""
    with acting_as(by.consequence()):
        tell_side(kind, signal, side, at=at)
