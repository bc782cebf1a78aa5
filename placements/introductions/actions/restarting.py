"""An introduction that was stopped by mistake goes on: both steps stay on record."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.introductions import news
from placements.introductions.actions.checks import locked_with_case
from placements.introductions.actions.planning import check_area_and_worker, check_room
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN, IntroductionStatus


@transaction.atomic
def take_stop_back(
    *, introduction: Introduction, worker: Membership, code: str, by: Actor, at: datetime
) -> Introduction:
    """Let a stopped introduction go on, with its first contact and contacts as they were.

    The candidate's row is the queue, as for a new one: it needs the same room, and somebody who
    introduces in the area today.
    """
    introduction = locked_with_case(introduction, by=by)
    _check_may_go_on(introduction, worker, at=at)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    introduction.move_to(
        IntroductionStatus.STARTED if introduction.first_contact_on else IntroductionStatus.PLANNED,
        at=at,
        code=code,
        stopped_on=None,
        worker=worker,
        party=worker.party,
    )
    record("introduction.stop_taken_back", introduction, at=at, code=code)
    news.no_longer_wait_for(introduction, introduction.candidate)
    news.tell_goes_on(introduction, by=by, at=at)
    return introduction


def _check_may_go_on(introduction: Introduction, worker: Membership, *, at: datetime) -> None:
    if introduction.status != IntroductionStatus.STOPPED:
        raise Refused(
            _("This introduction is “%(status)s”, so that there is no stop to take back.")
            % {"status": introduction.get_status_display()}
        )
    candidate, today = introduction.candidate, local_date(at)
    running = list(Introduction.objects.filter(candidate=candidate, status__in=OPEN))
    check_room(candidate, running, introduction.area, today)
    check_area_and_worker(candidate, introduction.area, worker, today)
