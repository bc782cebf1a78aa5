"""How an introduction ends: stopped for a reason, or because somebody moved.

Whoever causes a move may not see the introduction, so that what follows from it is a consequence of
what they did.
"""

from datetime import date, datetime

from django.db import transaction

from pact.access.actor import Actor, acting_as
from pact.audit.record import record
from pact.common.dates import local_date
from placements.candidates.models import Candidate
from placements.introductions import news
from placements.introductions.actions.checks import locked_with_case
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN, IntroductionStatus

OTHER_AREA = "other_area"


@transaction.atomic
def stop_introduction(
    *, introduction: Introduction, code: str, by: Actor, at: datetime
) -> Introduction:
    """Stop an introduction for a reason; somebody who starts again starts a new clock."""
    introduction = locked_with_case(introduction, by=by)
    _stop(introduction, code=code, by=by, at=at)
    return introduction


def set_move_date(*, candidate: Candidate, move_on: date | None, by: Actor, at: datetime) -> None:
    """Let a date of moving drive the reminders; without one the month wished does so again."""
    with acting_as(by.consequence()):
        for introduction in _open_ones(candidate):
            if introduction.move_on == move_on:
                continue
            introduction.save_with(move_on=move_on, move_known_on=local_date(at))
            record("introduction.move_date", introduction, at=at, fields=["move_on"])
            news.no_longer_wait_for(introduction, candidate)
        _tell_stopped_ones(candidate, move_on=move_on, at=at)


def close_moved(
    *, candidate: Candidate, introduction: Introduction | None, by: Actor, at: datetime
) -> None:
    """After the move: the introduction of the new home has done its work, the others stop."""
    with acting_as(by.consequence()):
        for other in _open_ones(candidate):
            done = introduction is not None and other.pk == introduction.pk
            if done and other.status == IntroductionStatus.STARTED:
                other.move_to(IntroductionStatus.MOVED, at=at)
                record("introduction.moved", other, at=at)
            else:
                _stop(other, code=OTHER_AREA, by=by, at=at)
        _tell_stopped_ones(candidate, move_on=None, at=at)
        news.no_longer_wait_for(candidate)


def reopen(*, introduction: Introduction, by: Actor, at: datetime) -> None:
    """The move was taken back: the introduction that it closed runs again, with its own clock."""
    with acting_as(by.consequence()):
        moved = Introduction.objects.select_for_update().get(pk=introduction.pk)
        if moved.status == IntroductionStatus.MOVED:
            moved.move_to(IntroductionStatus.STARTED, at=at)
            record("introduction.reopened", moved, at=at)


def _tell_stopped_ones(candidate: Candidate, *, move_on: date | None, at: datetime) -> None:
    """A stop may be taken back; then the date counts that is known by then."""
    stopped = Introduction.objects.filter(candidate=candidate, status=IntroductionStatus.STOPPED)
    stopped.exclude(move_on=move_on).update(move_on=move_on, move_known_on=local_date(at))


def _open_ones(candidate: Candidate):
    rows = Introduction.objects.select_for_update(of=["self"]).select_related("candidate")
    return rows.filter(candidate=candidate, status__in=OPEN).order_by("pk")


def _stop(introduction: Introduction, *, code: str, by: Actor, at: datetime) -> None:
    introduction.move_to(IntroductionStatus.STOPPED, at=at, code=code, stopped_on=local_date(at))
    record("introduction.stopped", introduction, at=at, code=code)
    news.no_longer_wait_for(introduction)
    news.tell_stopped(introduction, by=by, at=at)
