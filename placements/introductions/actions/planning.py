"""Who introduces a candidate where, and who takes over."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.models import IntroductionArea
from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.agreement.norms import norm
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.introductions import news
from placements.introductions.actions.checks import check_goes_on, check_to_come, locked_with_case
from placements.introductions.introducers import is_to_be_avoided, may_go_on, may_introduce
from placements.introductions.models import Introduction
from placements.introductions.newhome import NewHome, new_home_of
from placements.introductions.states import OPEN, IntroductionStatus


@transaction.atomic
def plan_introduction(
    *,
    candidate: Candidate,
    area: IntroductionArea,
    worker: Membership,
    planned_on: date,
    by: Actor,
    at: datetime,
) -> Introduction:
    """Name who introduces a candidate where, as many side by side as was agreed.

    The candidate's row is the queue: one more than agreed waits, and is refused. Of who moved by an
    exception it is where they live now, and makes up for what there was not.
    """
    today = local_date(at)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    running = list(Introduction.objects.filter(candidate=candidate, status__in=OPEN))
    home = new_home_of(candidate, today)
    _check_where(candidate, running, area, home, today)
    check_area_and_worker(candidate, area, worker, today)
    check_to_come(planned_on, today)
    introduction = _new(candidate, area, worker, running)
    introduction.planned_on, introduction.status_at = planned_on, at
    if home is not None:
        introduction.status, introduction.move_on = IntroductionStatus.MOVED, home.moved_on
    introduction.save()
    record("introduction.planned", introduction, at=at)
    news.no_longer_wait_for(candidate)
    news.tell_planned(introduction, by=by, at=at)
    return introduction


def _new(
    candidate: Candidate,
    area: IntroductionArea,
    worker: Membership,
    running: list[Introduction],
) -> Introduction:
    """What it repeats of the candidate, and the date of moving that the others know already."""
    known = next((other for other in running if other.move_on), None)
    return Introduction(
        candidate=candidate,
        care_party_id=candidate.care_party_id,
        caseworker_id=candidate.caseworker_id,
        area=area,
        party_id=worker.party_id,
        worker=worker,
        move_on=known and known.move_on,
        move_known_on=known and known.move_known_on,
    )


def _check_where(
    candidate: Candidate,
    running: list[Introduction],
    area: IntroductionArea,
    home: NewHome | None,
    today: date,
) -> None:
    if home is None:
        check_room(candidate, running, area, today)
    elif area.pk != home.area.pk:
        raise Refused(
            _("They live in %(area)s now. What makes up for the introduction is there.")
            % {"area": home.area.name}
        )


def check_room(
    candidate: Candidate, running: list[Introduction], area: IntroductionArea, today: date
) -> None:
    if candidate.status != CandidateStatus.ADMITTED:
        raise Refused(
            _(
                "This candidate is “%(status)s”. An introduction is planned for somebody who is "
                "admitted; plan it as soon as that is so."
            )
            % {"status": candidate.get_status_display()}
        )
    if any(other.area_id == area.pk for other in running):
        raise Refused(
            _(
                "There is an introduction in %(area)s already. Go on with that one, or choose "
                "another area."
            )
            % {"area": area.name}
        )
    at_once = norm("introductions_at_once", on=today)
    if len(running) >= at_once:
        raise Refused(
            _(
                "As many introductions run as were agreed (%(number)s side by side). Stop one "
                "first; then you can plan this one."
            )
            % {"number": at_once}
        )


def check_area_and_worker(
    candidate: Candidate, area: IntroductionArea, worker: Membership, today: date
) -> None:
    if not IntroductionArea.objects.on(today).filter(pk=area.pk).exists():
        raise Refused(
            _("The area %(area)s no longer exists. Choose another area.") % {"area": area.name}
        )
    if is_to_be_avoided(area, candidate, today):
        raise Refused(
            _("This candidate must not live in %(area)s. Choose another area.")
            % {"area": area.name}
        )
    if not may_introduce(worker, area=area, candidate=candidate, on=today):
        raise _introduces_elsewhere(worker, area)


def _introduces_elsewhere(worker: Membership, area: IntroductionArea) -> Refused:
    return Refused(
        _(
            "%(name)s does not introduce people in %(area)s. Choose somebody of the party that "
            "does; where none does, somebody of the care party."
        )
        % {"name": worker.user.name, "area": area.name}
    )


@transaction.atomic
def name_worker(
    *, introduction: Introduction, worker: Membership, by: Actor, at: datetime
) -> Introduction:
    """Let somebody else introduce, or meet who moved; the clock goes on.

    Placement and guidance follow by themselves, so that whoever was replaced sees the home no more.
    """
    introduction = locked_with_case(introduction, by=by)
    check_goes_on(introduction)
    _check_successor(introduction, worker, local_date(at))
    before = introduction.worker_id
    introduction.save_with(worker=worker, party=worker.party)
    record("introduction.worker_named", introduction, at=at, fields=["worker"])
    if before != worker.pk:
        news.tell_replaced(introduction, before, by=by, at=at)
    news.tell_planned(introduction, by=by, at=at)
    return introduction


def _check_successor(introduction: Introduction, worker: Membership, today: date) -> None:
    """Who moved lives where they live, also when the area no longer exists."""
    if introduction.status in OPEN:
        check_area_and_worker(introduction.candidate, introduction.area, worker, today)
    elif not may_go_on(introduction, worker, on=today):
        raise _introduces_elsewhere(worker, introduction.area)
