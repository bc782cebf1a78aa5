"""A lease from its signature to the day before it starts: signed, postponed, cancelled."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.dwellings.actions import let
from placements.dwellings.models import ContractForm
from placements.guidance.actions import DECEASED
from placements.guidance.models import Guidance
from placements.introductions.actions import set_move_date
from placements.proposals import news
from placements.proposals.actions import withdraw_candidate
from placements.proposals.actions.closing import close
from placements.proposals.locks import Locked
from placements.proposals.models import Placement
from placements.proposals.states import PlacementStatus
from placements.tenancies.actions.appointments import drop_keys
from placements.tenancies.actions.locks import check_not_too_far, locked_in, record_end
from placements.tenancies.introduced import check_later_start, ground_for_a_lease
from placements.tenancies.models import Lease
from placements.tenancies.years import count_in_year_of


@transaction.atomic
def sign_lease(
    *,
    placement: Placement,
    form: ContractForm,
    signed_on: date,
    starts_on: date,
    by: Actor,
    at: datetime,
) -> Lease:
    """Record the signed lease. Half a year of introduction, or a granted exception, is on record.

    A lease that is a fact is always recorded: where its year has no place left it counts once the
    board has decided so.
    """
    check_dates(signed_on=signed_on, starts_on=starts_on, at=at)
    locked = locked_in(placement, PlacementStatus.AGREED, by=by)
    check_proposed(locked.placement, signed_on)
    dates = {"signed_on": signed_on, "starts_on": starts_on}
    with acting_as(by.consequence()):
        ground = ground_for_a_lease(locked, **dates)
    lease = Lease.objects.create(placement=locked.placement, form=form, **dates, **vars(ground))
    _follow_signing(locked, starts_on=starts_on, by=by, at=at)
    record("sign_lease", locked.placement, at=at)
    return lease


def _follow_signing(locked: Locked, *, starts_on: date, by: Actor, at: datetime) -> None:
    with acting_as(by.consequence()):
        let(locked.dwelling, at=at)
        locked.placement.move_to(PlacementStatus.LEASED, at=at, leased_at=at)
        count_in_year_of(locked.placement, starts_on=starts_on)
        set_move_date(candidate=locked.candidate, move_on=starts_on, by=by, at=at)
        news.announce(locked.placement, at=at)


@transaction.atomic
def postpone_start(
    *, placement: Placement, starts_on: date, code: str, by: Actor, at: datetime
) -> Lease:
    """The lease starts later than was signed, for a reason; the reminders move along."""
    locked = locked_in(placement, PlacementStatus.LEASED, by=by)
    lease = Lease.objects.select_for_update().get(placement=placement)
    if starts_on <= max(lease.starts_on, local_date(at)):
        raise Refused(
            _("Choose a date after %(old)s and after today.")
            % {"old": day_in_words(lease.starts_on)}
        )
    check_not_too_far(starts_on, at=at)
    check_reason(ReasonKind.POSTPONEMENT, code, on=local_date(at))
    with acting_as(by.consequence()):
        check_later_start(lease, starts_on=starts_on)
    lease.starts_on, lease.postponements = starts_on, lease.postponements + 1
    lease.save(update_fields=["starts_on", "postponements"])
    drop_keys(locked.placement, by=by, at=at)
    with acting_as(by.consequence()):
        count_in_year_of(locked.placement, starts_on=starts_on)
        set_move_date(candidate=locked.candidate, move_on=starts_on, by=by, at=at)
        news.announce(locked.placement, at=at, kind="placement_postponed")
    record("postpone_start", locked.placement, at=at, code=code)
    return lease


@transaction.atomic
def cancel_lease(*, placement: Placement, code: str, by: Actor, at: datetime) -> Placement:
    """A signed lease never starts: home, candidate and place are free again."""
    locked = locked_in(placement, PlacementStatus.LEASED, by=by)
    check_reason(ReasonKind.CANCELLATION, code, on=local_date(at))
    record_end(placement, on=local_date(at), code=code)
    record("cancel_lease", locked.placement, at=at, code=code)
    placement = close(locked, PlacementStatus.CANCELLED, code=code, by=by, at=at)
    with acting_as(by.consequence()):
        if _nobody_is_left(locked, code):
            case, machine = locked.candidate, by.consequence()
            withdraw_candidate(candidate=case, code=DECEASED, by=machine, at=at)
    return placement


def _nobody_is_left(locked: Locked, code: str) -> bool:
    """Of the dead nobody waits for another home: before a home guidance of the last ends by death
    only, whatever the lease is cancelled for.
    """
    if not Guidance.objects.running().filter(candidate=locked.candidate).exists():
        return True
    return code == DECEASED and locked.candidate.uitstromers.count() == 1


def check_dates(*, signed_on: date, starts_on: date, at: datetime) -> None:
    if signed_on > local_date(at):
        raise Refused(
            _("The lease is signed on %(date)s, which is still to come. Record it then.")
            % {"date": day_in_words(signed_on)}
        )
    if starts_on < signed_on:
        raise Refused(_("A lease can't start before it is signed. Check both dates."))
    check_not_too_far(starts_on, at=at)


def check_proposed(placement: Placement, signed_on: date) -> None:
    """Nobody signs for a home that was not proposed to them yet: such a day was typed wrongly."""
    proposed_on = local_date(placement.proposed_at)
    if signed_on < proposed_on:
        raise Refused(
            _(
                "This home was proposed on %(day)s, so the lease was signed that day or later. "
                "Check the date."
            )
            % {"day": day_in_words(proposed_on)}
        )
