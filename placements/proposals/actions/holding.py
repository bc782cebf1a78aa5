"""A candidate stands still, goes on, or leaves; what they held is released along with it."""

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
from placements.candidates.models import Candidate
from placements.candidates.states import IN_HAND, CandidateStatus
from placements.guidance.actions import (
    DECEASED,
    end_all_guidance,
    end_guidance,
    is_last_before_a_home,
)
from placements.guidance.models import Guidance
from placements.guidance.states import CASE_CLOSED
from placements.introductions.actions import end_exemptions, stop_introduction
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN
from placements.proposals import news
from placements.proposals.actions.closing import close
from placements.proposals.locks import Locked, lock_placement
from placements.proposals.models import Placement
from placements.proposals.states import LIVE, SIGNED, PlacementStatus


@transaction.atomic
def hold_candidate(
    *,
    candidate: Candidate,
    code: str,
    stop_introductions: bool,
    by: Actor,
    at: datetime,
) -> Candidate:
    """Put a candidate on hold: the waiting time pauses; what happens to introductions is recorded."""
    check_reason(ReasonKind.HOLD, code, on=local_date(at))
    candidate = _released(candidate, code="candidate_on_hold", by=by, at=at)
    candidate.move_to(CandidateStatus.ON_HOLD, at=at, code=code, held_since=local_date(at))
    if stop_introductions:
        _stop_introductions(candidate, code="candidate_on_hold", by=by, at=at)
    drop(candidate.public_id)
    record("hold_candidate", candidate, at=at, code=code)
    return candidate


@transaction.atomic
def resume_candidate(*, candidate: Candidate, by: Actor, at: datetime) -> Candidate:
    """Let a candidate on hold wait again; the days on hold do not count as waiting."""
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if candidate.status != CandidateStatus.ON_HOLD:
        raise Refused(
            _("%(reference)s is not on hold. Open the page again to see how it stands.")
            % {"reference": candidate.reference}
        )
    days = (local_date(at) - candidate.held_since).days
    candidate.move_to(
        CandidateStatus.ADMITTED,
        at=at,
        held_since=None,
        days_on_hold=candidate.days_on_hold + days,
    )
    record("resume_candidate", candidate, at=at)
    return candidate


@transaction.atomic
def withdraw_candidate(*, candidate: Candidate, code: str, by: Actor, at: datetime) -> Candidate:
    """End an application before there is a home; every reminder about it stops this day."""
    check_reason(ReasonKind.WITHDRAWAL, code, on=local_date(at))
    candidate = _released(candidate, code="candidate_withdrawn", by=by, at=at)
    had_guidance = candidate.status in [*IN_HAND, CandidateStatus.REJECTED]
    candidate.move_to(CandidateStatus.WITHDRAWN, at=at, code=code, held_since=None)
    _stop_introductions(candidate, code="candidate_withdrawn", by=by, at=at)
    end_exemptions(candidate=candidate, by=by, at=at)
    if had_guidance:
        end = DECEASED if code == DECEASED else CASE_CLOSED
        end_all_guidance(candidate=candidate, code=end, by=by, at=at)
    drop(candidate.public_id)
    record("withdraw_candidate", candidate, at=at, code=code)
    return candidate


@transaction.atomic
def end_track(*, guidance: Guidance, code: str, by: Actor, at: datetime) -> Guidance:
    """End somebody's guidance. Who dies without a home leaves no case behind that reminds people.

    With a signed lease the case goes on until the corporation cancels or ends it, and hears so.
    """
    if code == DECEASED:
        machine = by.consequence()
        with acting_as(machine):
            home = _locked_home(guidance.candidate, by=machine)
        if is_last_before_a_home(guidance, by=by):
            return _ended_by_death(guidance, home, by=by, at=at)
    ended = end_guidance(guidance=guidance, code=code, by=by, at=at)
    _tell_when_nobody_is_guided(ended, by=by, at=at)
    return ended


def _ended_by_death(
    guidance: Guidance, home: Locked | None, *, by: Actor, at: datetime
) -> Guidance:
    """Nobody is left to move in: the case is withdrawn, or waits for what the corporation records."""
    case, machine = guidance.candidate, by.consequence()
    with acting_as(machine):
        if home is None or home.placement.status != PlacementStatus.LEASED:
            withdraw_candidate(candidate=case, code=DECEASED, by=machine, at=at)
        else:
            end_guidance(guidance=guidance, code=DECEASED, by=by, at=at)
            _stop_introductions(case, code="candidate_withdrawn", by=machine, at=at)
            end_exemptions(candidate=case, by=machine, at=at)
            drop(case.public_id)
            news.tell_guidance_ended(home.placement, by=by, at=at)
    return guidance


def _tell_when_nobody_is_guided(guidance: Guidance, *, by: Actor, at: datetime) -> None:
    """The lease goes on: who let the home hears that nobody guides there any more."""
    with acting_as(by.consequence()):
        of_case = {"candidate": guidance.candidate_id}
        if Guidance.objects.running().filter(**of_case).exists():
            return
        home = Placement.objects.filter(**of_case, status=PlacementStatus.MOVED_IN).first()
        if home is not None:
            news.tell_guidance_ended(home, by=by, at=at)


def _released(candidate: Candidate, *, code: str, by: Actor, at: datetime) -> Candidate:
    """The candidate, locked, with the home let go for which they were proposed."""
    home = _locked_home(candidate, by=by)
    if home is not None:
        _check_not_signed(home.placement)
        close(home, PlacementStatus.WITHDRAWN, code=code, by=by, at=at)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    _check_not_proposed_since(candidate)
    return candidate


def _locked_home(candidate: Candidate, *, by: Actor) -> Locked | None:
    """The live placement, locked before the candidate alone is: so goes the order of everybody."""
    placement = Placement.objects.filter(candidate=candidate, status__in=LIVE).first()
    return None if placement is None else lock_placement(placement, by=by)


def _check_not_signed(placement: Placement) -> None:
    if placement.status in SIGNED:
        raise Refused(
            _("There is a signed lease. Cancel or end it first, on the placement's page.")
        )


def _check_not_proposed_since(candidate: Candidate) -> None:
    """Whoever proposed them while we waited for the lock was first."""
    if Placement.objects.filter(candidate=candidate, status__in=LIVE).exists():
        raise Refused(
            _("%(reference)s was proposed for a home a moment ago. Open the page again.")
            % {"reference": candidate.reference}
        )


def _stop_introductions(candidate: Candidate, *, code: str, by: Actor, at: datetime) -> None:
    for introduction in Introduction.objects.filter(candidate=candidate, status__in=OPEN):
        stop_introduction(introduction=introduction, code=code, by=by, at=at)
