"""Every way out. What ends releases what it held, in the same transaction, and tells everybody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.outbox.queue import drop
from placements.dwellings.actions import free, withdraw_offer
from placements.dwellings.models import Dwelling
from placements.introductions.actions import set_move_date
from placements.proposals import news
from placements.proposals.locks import Locked, lock_placement
from placements.proposals.models import Placement, Question
from placements.proposals.states import DATE_PASSED, LIVE, SIGNED, WHOSE_WISH, PlacementStatus
from placements.proposals.terms import warned_up_to


def close(
    locked: Locked, status: PlacementStatus, *, code: str, by: Actor, at: datetime
) -> Placement:
    """End a placement that did not become a home: place, dwelling and candidate are free again.

    Waiting time and introduction stay as they are; nobody comes to what was still to come. Runs as a
    consequence, because the corporation no longer sees the placement once this is done.
    """
    placement = locked.placement
    with acting_as(by.consequence()):
        to_come = placement.appointments.filter(dropped_at=None, on__gte=local_date(at))
        to_come.update(dropped_at=at)
        placement.move_to(status, at=at, code=code, place=None, closed_at=at)
        free(locked.dwelling, at=at)
        set_move_date(candidate=locked.candidate, move_on=None, by=by.consequence(), at=at)
        drop(placement.public_id)
        news.announce(placement, at=at)
    return placement


@transaction.atomic
def withdraw(*, placement: Placement, code: str, by: Actor, at: datetime) -> Placement:
    """Withdraw a proposal, also after agreement, with the reason that says whose wish it is."""
    if code not in WHOSE_WISH.get(by.role, []):
        raise Refused(_("Choose whose wish it is from the list: each party withdraws for itself."))
    locked = lock_placement(placement, by=by)
    check_reason(ReasonKind.PLACEMENT_WITHDRAWAL, code, on=local_date(at))
    record("withdraw", locked.placement, at=at, code=code)
    return close(locked, PlacementStatus.WITHDRAWN, code=code, by=by, at=at)


@transaction.atomic
def release_overdue(*, placement: Placement, by: Actor, at: datetime) -> Placement:
    """The coordinator gives up waiting for an answer that is late."""
    locked = lock_placement(placement, by=by)
    if not _overdue(locked.placement, at=at).exists():
        raise Refused(_("No answer is late yet. Wait for the term, or withdraw the proposal."))
    record("release_overdue", locked.placement, at=at, code="no_answer")
    return close(locked, PlacementStatus.LAPSED, code="no_answer", by=by, at=at)


@transaction.atomic
def warn_or_lapse(*, placement: Placement, by: Actor, at: datetime) -> Placement:
    """Past the corporation's own date the proposal releases itself, a day after a warning at least.

    A clock that stood still or jumps ahead warns, and releases nothing.
    """
    locked, today = lock_placement(placement, by=by), local_date(at)
    placement, answer_by = locked.placement, locked.dwelling.answer_by
    if placement.status != PlacementStatus.PROPOSED or answer_by > warned_up_to(today):
        return placement
    if placement.warned_on is None:
        with acting_as(by.consequence()):
            placement.save_with(warned_on=today)
            news.warn(placement, answer_by=answer_by, at=at)
        return placement
    if answer_by >= today or placement.warned_on >= today:
        return placement
    record("lapse_overdue", placement, at=at, code=DATE_PASSED)
    return close(locked, PlacementStatus.LAPSED, code=DATE_PASSED, by=by, at=at)


@transaction.atomic
def withdraw_dwelling(*, dwelling: Dwelling, code: str, by: Actor, at: datetime) -> Dwelling:
    """The corporation takes a home back; a proposal that holds it is withdrawn along with it."""
    placement = Placement.objects.visible_to(by).filter(dwelling=dwelling, status__in=LIVE).first()
    if placement is not None:
        locked = lock_placement(placement, by=by)
        if locked.placement.status in SIGNED:
            raise Refused(
                _(
                    "The lease of this home is signed. Cancel the lease first, on the placement's page."
                )
            )
        close(locked, PlacementStatus.WITHDRAWN, code="dwelling_withdrawn", by=by, at=at)
    return withdraw_offer(dwelling=dwelling, code=code, by=by, at=at)


def _overdue(placement: Placement, *, at: datetime):
    return Question.objects.filter(placement=placement, answer=None, due_on__lt=local_date(at))
