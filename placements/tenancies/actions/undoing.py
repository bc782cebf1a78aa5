"""An end that was recorded by mistake: the lease goes on, or guidance does, by a step of its own.

Place and ledger stay as they are: somebody lived there, and lives there still.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.states import IN_HAND, CandidateStatus
from placements.dwellings.models import Dwelling
from placements.dwellings.querysets import ADDRESS
from placements.dwellings.states import OPEN, DwellingStatus
from placements.guidance.actions import change_end, resume, resume_all, unschedule
from placements.guidance.models import Guidance
from placements.introductions.actions import close_moved, lapse_what_is_asked
from placements.proposals import news
from placements.proposals.locks import Locked
from placements.proposals.models import Placement
from placements.proposals.states import EXITS, GOES_ON_FROM, LIVE, PlacementStatus
from placements.tenancies.actions.living import end_of_guidance, follow_lease
from placements.tenancies.actions.locks import check_not_later, locked_in, record_end
from placements.tenancies.models import Lease


@transaction.atomic
def take_end_back(*, placement: Placement, code: str, by: Actor, at: datetime) -> Placement:
    """The lease did not end: the household lives there, guided as before.

    Where nobody's guidance ended along with it, it had been over before, and only the lease goes on.
    """
    locked = locked_in(placement, PlacementStatus.ENDED, by=by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    with acting_as(by.consequence()):
        placement = locked.placement
        _check_goes_on(locked)
        lease = Lease.objects.select_for_update().get(placement=placement)
        lease.ended_on, lease.end_code = None, ""
        lease.save(update_fields=["ended_on", "end_code"])
        waits = locked.candidate.status == CandidateStatus.ADMITTED
        locked.candidate.move_to(CandidateStatus.HOUSED, at=at, code=code)
        was_guided = resume_all(
            candidate=locked.candidate, ended_at=placement.closed_at, code=code, by=by, at=at
        )
        status = PlacementStatus.MOVED_IN if was_guided or waits else PlacementStatus.COMPLETED
        placement.move_to(status, at=at, code=code, closed_at=None)
        close_moved(candidate=locked.candidate, introduction=lease.introduction, by=by, at=at)
        if waits:
            lapse_what_is_asked(locked.candidate, at=at)
            running = Guidance.objects.running().filter(candidate=locked.candidate)
            follow_lease(running.order_by("pk"), lease, by=by, at=at)
        news.tell_end_corrected(placement, at=at)
    record("take_end_back", placement, at=at, code=code)
    return placement


@transaction.atomic
def correct_end(
    *, placement: Placement, on: date, end_code: str, code: str, by: Actor, at: datetime
) -> Placement:
    """The lease did end, on another day or for another reason than was recorded."""
    check_not_later(on, at=at)
    locked = locked_in(placement, PlacementStatus.ENDED, by=by)
    check_reason(ReasonKind.LEASE_END, end_code, on=local_date(at))
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    with acting_as(by.consequence()):
        placement = locked.placement
        _check_another_end(placement, on=on, end_code=end_code)
        record_end(placement, on=on, code=end_code)
        if end_code != placement.status_code:
            _end_for_another_reason(locked, end_code, by=by)
        news.tell_end_corrected(placement, at=at)
    record("correct_end", placement, at=at, code=code, fields=["ended_on", "end_code"])
    return placement


def _check_another_end(placement: Placement, *, on: date, end_code: str) -> None:
    """Who presses twice tells everybody once."""
    if Lease.objects.filter(placement=placement, ended_on=on, end_code=end_code).exists():
        raise Refused(_("This end is on record already, with this day and reason."))


def _end_for_another_reason(locked: Locked, end_code: str, *, by: Actor) -> None:
    """The case, if it ended along with the lease, and the guidance that did."""
    placement, candidate = locked.placement, locked.candidate
    if candidate.status == CandidateStatus.ENDED:
        candidate.save_with(status_code=end_code)
    end = end_of_guidance(end_code)
    change_end(candidate=candidate, ended_at=placement.closed_at, code=end, by=by)
    placement.save_with(status_code=end_code)


@transaction.atomic
def take_completion_back(*, placement: Placement, code: str, by: Actor, at: datetime) -> Placement:
    """Guidance was not over: it goes on, and so does what the corporation sees."""
    locked = locked_in(placement, PlacementStatus.COMPLETED, by=by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    with acting_as(by.consequence()):
        placement = locked.placement
        _check_goes_on(locked)
        resume_all(
            candidate=locked.candidate, ended_at=placement.status_at, code=code, by=by, at=at
        )
        placement.move_to(PlacementStatus.MOVED_IN, at=at, code=code)
        news.tell_end_corrected(placement, at=at)
    record("take_completion_back", placement, at=at, code=code)
    return placement


@transaction.atomic
def take_guidance_end_back(*, guidance: Guidance, code: str, by: Actor, at: datetime) -> Guidance:
    """Somebody's guidance did not end. Its dates follow the lease of now."""
    theirs = Guidance.objects.visible_to(by).acted_on_by(by).select_related("candidate")
    guidance = theirs.get(pk=guidance.pk)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    with acting_as(by.consequence()):
        _check_case_goes_on(guidance)
        guidance = resume(guidance=guidance, code=code, by=by, at=at)
        _follow_lease(guidance, by=by, at=at)
    return guidance


def _check_goes_on(locked: Locked) -> None:
    """Nothing came after it: no other home for the household, no other household in the home."""
    placement, candidate = locked.placement, locked.candidate
    later = Placement.objects.filter(candidate=candidate, pk__gt=placement.pk)
    if later.exclude(status__in=EXITS).exists():
        raise Refused(
            _(
                "This household was proposed for another home meanwhile. Stop that placement first, "
                "or record that they moved."
            )
        )
    if candidate.status not in GOES_ON_FROM:
        raise Refused(
            _("The case is “%(status)s” by now. Ring the care party before you correct this.")
            % {"status": candidate.get_status_display()}
        )
    _check_home_is_theirs(locked.dwelling)


def _check_home_is_theirs(home: Dwelling) -> None:
    """Of what another corporation offers nothing is said here: that is for the coordinator to see."""
    same = {name: getattr(home, name) for name in [*ADDRESS, "corporation"]}
    anew = Dwelling.objects.filter(
        offered_at__gt=home.offered_at, status__in=[*OPEN, DwellingStatus.LET], **same
    )
    other = anew.exclude(pk=home.pk).first()
    if other is not None:
        raise Refused(
            _(
                "This address was offered again meanwhile, as %(reference)s. Withdraw that offer "
                "first; if others live there by now, this lease did end."
            )
            % {"reference": other.reference}
        )


def _check_case_goes_on(guidance: Guidance) -> None:
    case = guidance.candidate
    if case.status not in IN_HAND:
        raise Refused(
            _(
                "The case itself ended as well. Take that end back first, on the page of the "
                "placement; guidance goes on along with it."
            )
        )
    of_case = Placement.objects.filter(candidate=case)
    over = of_case.filter(status=PlacementStatus.COMPLETED)
    if over.exists() and not of_case.filter(status__in=LIVE).exists():
        raise Refused(
            _(
                "Guidance of this placement was completed. Take that back on the page of the "
                "placement; guidance goes on along with it."
            )
        )


def _follow_lease(guidance: Guidance, *, by: Actor, at: datetime) -> None:
    live = Lease.objects.filter(
        placement__candidate=guidance.candidate_id, placement__status__in=LIVE
    )
    lease = live.first()
    if lease is not None and lease.started_on is not None:
        follow_lease([guidance], lease, by=by, at=at)
    elif lease is not None and guidance.moved_on is not None:
        unschedule(guidance=guidance, by=by, at=at)
