"""What was recorded by mistake is put right by a step of its own; nothing is wiped out."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from municipalities.models.areas import area_of
from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.constraints import broken_constraint
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.candidates.states import CandidateStatus
from placements.dwellings.models import ContractForm
from placements.guidance.actions import unschedule
from placements.guidance.models import Guidance
from placements.introductions.actions import reopen, set_move_date
from placements.proposals import news
from placements.proposals.locks import Locked
from placements.proposals.models import Placement
from placements.proposals.states import PlacementStatus
from placements.tenancies.actions.appointments import drop_keys
from placements.tenancies.actions.locks import check_not_before, check_not_too_far, locked_in
from placements.tenancies.actions.signing import check_dates, check_proposed
from placements.tenancies.introduced import check_earlier_start, check_later_start
from placements.tenancies.models import Lease
from placements.tenancies.years import count_in_year_of

REPORTED = "year_is_reported"


@transaction.atomic
def correct_lease(
    *,
    placement: Placement,
    form: ContractForm,
    signed_on: date,
    starts_on: date,
    code: str,
    by: Actor,
    at: datetime,
) -> Lease:
    """What was typed wrongly of a lease that has yet to start. It is judged again as when it was signed.

    The year it counts in follows its start, as the date of moving does, and everybody hears of it.
    """
    written = {"form": form, "signed_on": signed_on, "starts_on": starts_on}
    check_dates(signed_on=signed_on, starts_on=starts_on, at=at)
    locked = locked_in(placement, PlacementStatus.LEASED, by=by)
    check_proposed(locked.placement, signed_on)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    lease = Lease.objects.select_for_update().get(placement=placement)
    changed = [name for name, value in written.items() if getattr(lease, name) != value]
    _write(lease, written, changed, by=by)
    if "starts_on" in changed:
        _follow_start(locked, starts_on=starts_on, by=by, at=at)
    with acting_as(by.consequence()):
        news.announce(locked.placement, at=at, kind="lease_corrected")
    record("lease.corrected", locked.placement, at=at, code=code, fields=changed)
    return lease


def _write(lease: Lease, written: dict[str, Any], changed: list[str], *, by: Actor) -> None:
    if not changed:
        raise Refused(_("Nothing differs from what is on record. Change what is wrong."))
    if lease.keys_on is not None and lease.keys_on < written["signed_on"]:
        raise Refused(
            _("The keys were handed over on %(day)s, so the lease was signed that day or earlier.")
            % {"day": day_in_words(lease.keys_on)}
        )
    with acting_as(by.consequence()):
        check_later_start(lease, starts_on=written["starts_on"])
        for name, value in written.items():
            setattr(lease, name, value)
        check_earlier_start(lease, starts_on=lease.starts_on)
    lease.save(update_fields=changed)


def _follow_start(locked: Locked, *, starts_on: date, by: Actor, at: datetime) -> None:
    """Whoever would hand over the keys agrees on another day."""
    drop_keys(locked.placement, by=by, at=at)
    with acting_as(by.consequence()):
        count_in_year_of(locked.placement, starts_on=starts_on)
        set_move_date(candidate=locked.candidate, move_on=starts_on, by=by, at=at)


@transaction.atomic
def take_start_back(
    *, placement: Placement, starts_on: date, code: str, by: Actor, at: datetime
) -> Lease:
    """A start was recorded by mistake: the lease waits again for its start, on ``starts_on``.

    Place and ledger, candidate, introduction and guidance go back along with it.
    """
    locked = locked_in(placement, PlacementStatus.MOVED_IN, by=by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    with acting_as(by.consequence()):
        check_not_too_far(starts_on, at=at)
        lease = _not_started(placement, starts_on=starts_on)
        _step_back(locked, code=code, at=at)
        count_in_year_of(locked.placement, starts_on=starts_on)
        _go_back(locked, lease, by=by, at=at)
        news.tell_taken_back(locked.placement, at=at)
    record("take_start_back", locked.placement, at=at, code=code)
    return lease


def _not_started(placement: Placement, *, starts_on: date) -> Lease:
    lease = Lease.objects.select_for_update().get(placement=placement)
    check_not_before(starts_on, lease.signed_on)
    check_earlier_start(lease, starts_on=starts_on)
    check_later_start(lease, starts_on=starts_on)
    lease.starts_on, lease.started_on, lease.started_by = starts_on, None, None
    lease.transferred_on = lease.transfer_look_on = None
    lease.transfer_code = ""
    lease.save(
        update_fields=[
            "starts_on",
            "started_on",
            "started_by",
            "transferred_on",
            "transfer_look_on",
            "transfer_code",
        ]
    )
    return lease


def _step_back(locked: Locked, *, code: str, at: datetime) -> None:
    year = locked.placement.year_id
    try:
        with transaction.atomic():
            locked.placement.move_to(PlacementStatus.LEASED, at=at, code=code, moved_in_at=None)
    except IntegrityError as error:
        if broken_constraint(error) != REPORTED:
            raise
        raise Refused(
            _(
                "The final report of %(year)s counts this home, so its start stays as it is. "
                "Record the end of the lease, or ask the coordinator how to explain it."
            )
            % {"year": year}
        ) from error


def _go_back(locked: Locked, lease: Lease, *, by: Actor, at: datetime) -> None:
    locked.candidate.move_to(CandidateStatus.ADMITTED, at=at, code=locked.placement.status_code)
    area = area_of(locked.dwelling.district_id, lease.starts_on)
    reopen(candidate=locked.candidate, introduction=lease.introduction, area=area, by=by, at=at)
    set_move_date(candidate=locked.candidate, move_on=lease.starts_on, by=by, at=at)
    for guidance in Guidance.objects.running().filter(candidate=locked.candidate).order_by("pk"):
        unschedule(guidance=guidance, by=by, at=at)
