"""How an introduction ends: stopped for a reason, or because somebody moved.

Whoever causes a move may not see the introduction, so that what follows from it is a consequence of
what they did.
"""

from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.db.models import Min

from municipalities.models import IntroductionArea
from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
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
    check_reason(ReasonKind.INTRODUCTION_STOP, code, on=local_date(at))
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
    *,
    candidate: Candidate,
    introduction: Introduction | None,
    by: Actor,
    at: datetime,
    area: IntroductionArea | None = None,
) -> None:
    """After the move: the introduction of the new home has done its work, the others stop.

    It is the one that the lease was signed on; where that is none, the one in the ``area`` of the
    home, also when nobody was met yet: what comes after the move makes up for it.
    """
    with acting_as(by.consequence()):
        rows = list(_open_ones(candidate))
        done = _of_home(rows, introduction, area)
        for row in rows:
            if row is done:
                row.move_to(IntroductionStatus.MOVED, at=at)
                record("introduction.moved", row, at=at)
                news.no_longer_wait_for(row)
            else:
                _stop(row, code=OTHER_AREA, by=by, at=at)
        _tell_stopped_ones(candidate, move_on=None, at=at)
        news.no_longer_wait_for(candidate)


def reopen(
    *,
    candidate: Candidate,
    introduction: Introduction | None,
    area: IntroductionArea | None,
    by: Actor,
    at: datetime,
) -> None:
    """The move was taken back: the introduction that it closed runs again, with its own clock.

    One without a clock starts it at the first contact that was held meanwhile, or is planned again.
    """
    with acting_as(by.consequence()):
        rows = Introduction.objects.select_for_update(of=["self"]).filter(candidate=candidate)
        moved = rows.filter(status=IntroductionStatus.MOVED).order_by("-status_at", "-pk")
        row = _of_home(list(moved), introduction, area)
        if row is not None:
            first = row.first_contact_on or _first_held(row)
            runs = IntroductionStatus.STARTED if first else IntroductionStatus.PLANNED
            row.move_to(runs, at=at, first_contact_on=first)
            record("introduction.reopened", row, at=at)


def _of_home(
    rows: list[Introduction], signed_on: Introduction | None, area: IntroductionArea | None
) -> Introduction | None:
    """The introduction that a lease was signed on, or else the first in the area of its home."""
    signed = (row for row in rows if row == signed_on)
    there = (row for row in rows if area is not None and row.area_id == area.pk)
    return next(chain(signed, there), None)


def _first_held(introduction: Introduction) -> date | None:
    held = introduction.contacts.filter(is_held=True, dropped_at=None)
    return held.aggregate(first=Min("on"))["first"]


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
