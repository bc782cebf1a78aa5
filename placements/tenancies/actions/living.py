"""A lease that runs: its keys and start, its end, and the end of guidance."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from municipalities.models.areas import area_of
from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from pact.outbox.queue import drop
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.guidance.actions import DECEASED, end_all_guidance, schedule, unschedule
from placements.guidance.models import Guidance
from placements.guidance.querysets import GuidanceQuerySet
from placements.introductions.actions import (
    close_moved,
    end_exemptions,
    lapse_what_is_asked,
    set_move_date,
)
from placements.proposals import news
from placements.proposals.locks import Locked
from placements.proposals.models import Placement
from placements.proposals.states import LIVED_IN, SIGNED, PlacementStatus
from placements.tenancies.actions.locks import (
    check_not_before,
    check_not_later,
    locked_in,
    record_end,
)
from placements.tenancies.introduced import check_earlier_start
from placements.tenancies.models import Lease
from placements.tenancies.years import count_in_year_of

REHOUSING = "rehousing"


@transaction.atomic
def hand_over_keys(*, placement: Placement, on: date, by: Actor, at: datetime) -> Lease:
    """Record the day on which the keys were handed over; two years of guidance run from it at least."""
    if on > local_date(at):
        raise Refused(_("The keys can be recorded on the day itself. Make an appointment for it."))
    locked = locked_in(placement, *SIGNED, by=by)
    lease = Lease.objects.select_for_update().get(placement=placement)
    check_not_before(on, lease.signed_on)
    is_known, lease.keys_on = lease.keys_on is not None, on
    lease.save(update_fields=["keys_on"])
    if lease.started_on is not None:
        follow_lease(_tracks(locked).running(), lease, by=by, at=at)
    record("change_keys" if is_known else "hand_over_keys", placement, at=at, fields=["keys_on"])
    return lease


@transaction.atomic
def confirm_start(*, placement: Placement, started_on: date, by: Actor, at: datetime) -> Lease:
    """The letting agent confirms that the lease started: the candidate is housed, and a neighbour."""
    if started_on > local_date(at):
        raise Refused(
            _("%(date)s is still to come. Confirm the start on the day itself.")
            % {"date": day_in_words(started_on)}
        )
    locked = locked_in(placement, PlacementStatus.LEASED, by=by)
    lease = Lease.objects.select_for_update().get(placement=placement)
    check_not_before(started_on, lease.signed_on)
    if started_on < lease.starts_on:
        with acting_as(by.consequence()):
            check_earlier_start(lease, starts_on=started_on)
    lease.starts_on = lease.started_on = started_on
    lease.started_by_id = by.membership_id
    lease.save(update_fields=["starts_on", "started_on", "started_by"])
    with acting_as(by.consequence()):
        _follow_start(locked, lease, by=by, at=at)
    record("confirm_start", locked.placement, at=at)
    return lease


def _follow_start(locked: Locked, lease: Lease, *, by: Actor, at: datetime) -> None:
    """The home counts in its year, the candidate is housed and met there, and guidance has its dates."""
    candidate, started_on = locked.candidate, lease.started_on
    count_in_year_of(locked.placement, starts_on=started_on)
    locked.placement.move_to(PlacementStatus.MOVED_IN, at=at, moved_in_at=at)
    candidate.move_to(CandidateStatus.HOUSED, at=at)
    set_move_date(candidate=candidate, move_on=started_on, by=by, at=at)
    area = area_of(locked.dwelling.district_id, started_on)
    close_moved(candidate=candidate, introduction=lease.introduction, area=area, by=by, at=at)
    lapse_what_is_asked(candidate, at=at)
    # Where nobody is guided any more, planning says so.
    follow_lease(_tracks(locked).running() or _tracks(locked)[:1], lease, by=by, at=at)
    news.announce(locked.placement, at=at)


@transaction.atomic
def end_lease(
    *, placement: Placement, on: date, code: str, by: Actor, at: datetime, rehouse: bool = False
) -> Placement:
    """The lease ends. The candidate left, or waits again for another home with their first waiting time."""
    check_not_later(on, at=at)
    locked = locked_in(placement, *LIVED_IN, by=by)
    if rehouse:
        _check_may_be_rehoused(locked, code, by=by)
    check_reason(ReasonKind.LEASE_END, code, on=local_date(at))
    record_end(placement, on=on, code=code)
    record("end_lease", locked.placement, at=at, code=code)
    with acting_as(by.consequence()):
        locked.placement.move_to(PlacementStatus.ENDED, at=at, code=code, closed_at=at)
        drop(locked.placement.public_id)
        if rehouse:
            _wait_again(locked, by=by, at=at)
        else:
            _end_case(locked.candidate, code=code, by=by, at=at)
        news.announce(locked.placement, at=at)
    return locked.placement


def _end_case(candidate: Candidate, *, code: str, by: Actor, at: datetime) -> None:
    """Who left is no longer guided, and nobody is reminded of anything about them."""
    candidate.move_to(CandidateStatus.ENDED, at=at, code=code)
    end_all_guidance(candidate=candidate, code=end_of_guidance(code), by=by, at=at)
    end_exemptions(candidate=candidate, by=by, at=at)
    drop(candidate.public_id)


def _check_may_be_rehoused(locked: Locked, code: str, *, by: Actor) -> None:
    if locked.placement.status == PlacementStatus.COMPLETED:
        raise Refused(
            _("Guidance is over. For another home the care party enters a new application.")
        )
    with acting_as(by.consequence()):
        is_guided = _tracks(locked).running().exists()
        lives_alone = locked.candidate.uitstromers.count() == 1
    if not is_guided:
        raise Refused(
            _(
                "Nobody here is guided any more. For another home the care party enters a new "
                "application, or first takes the end of the guidance back if that was a mistake."
            )
        )
    if code == DECEASED and lives_alone:
        raise Refused(
            _(
                "This person lived alone, so nobody waits for another home. Take the tick away, or "
                "choose another reason."
            )
        )


def _wait_again(locked: Locked, *, by: Actor, at: datetime) -> None:
    """Another home has moments of its own; nobody is reminded any more of those of this one."""
    locked.candidate.move_to(CandidateStatus.ADMITTED, at=at, code=REHOUSING)
    for guidance in _tracks(locked).running():
        unschedule(guidance=guidance, by=by, at=at)


@transaction.atomic
def complete(*, placement: Placement, by: Actor, at: datetime) -> Placement:
    """Guidance of everybody is over and the lease goes on. Not before the time of the last is up."""
    locked = locked_in(placement, PlacementStatus.MOVED_IN, by=by)
    end_all_guidance(candidate=locked.candidate, code="goals_met", by=by, at=at)
    record("complete", locked.placement, at=at)
    with acting_as(by.consequence()):
        locked.placement.move_to(PlacementStatus.COMPLETED, at=at)
        news.announce(locked.placement, at=at)
    return locked.placement


def end_of_guidance(code: str) -> str:
    """Why guidance ends when a lease does."""
    return DECEASED if code == DECEASED else "departed"


def _moved_on(lease: Lease) -> date:
    """The start of the lease or the keys, whichever is later."""
    return max(lease.started_on, lease.keys_on or lease.started_on)


def _left_on(lease: Lease) -> date | None:
    """When they left the home before this one: what was held there was of that home."""
    before = Lease.objects.filter(
        placement__candidate=lease.placement.candidate_id, placement__lt=lease.placement_id
    )
    return before.aggregate(last=Max("ended_on"))["last"]


def _tracks(locked: Locked) -> GuidanceQuerySet:
    return Guidance.objects.filter(candidate=locked.candidate).order_by("pk")


def follow_lease(tracks: Iterable[Guidance], lease: Lease, *, by: Actor, at: datetime) -> None:
    """Plan the moments of these tracks from the move to this home."""
    with acting_as(by.consequence()):
        held_after = _left_on(lease)
    for guidance in tracks:
        schedule(guidance=guidance, moved_on=_moved_on(lease), held_after=held_after, by=by, at=at)
