"""How a report comes about: count, draw, keep. Killed halfway, it begins again; never half a report.

Each part has its own transaction, so that the screen can follow it. Only the last one writes the
result, and writes all of it. Who makes a report holds a lock of the database session: it is gone in
the moment its holder dies, so that nobody has to guess from a clock whether somebody is still busy.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.access.tasks import MayNoLonger
from pact.audit.record import record
from pact.outbox.queue import About, tell
from placements.reporting.annual import annual_figures
from placements.reporting.document import draw
from placements.reporting.frozen import code_version, fingerprint
from placements.reporting.models import Report, ReportState

logger = logging.getLogger(__name__)

COUNTING, DRAWING, KEEPING, READY = 10, 45, 95, 100
MOST_TRIES = 3
LOCKS = 8_102_020
"""Of all locks with a number in this database, those with this first number are reports."""


class NotTheSame(Exception):
    """Frozen figures do not have the hash they were frozen with."""


def make(public_id: UUID, actor_of: Callable[[int], Actor]) -> None:
    """Make one report, unless somebody is making it or it is there already."""
    waiting = _waiting(public_id)
    if waiting is None:
        return
    with only_one_maker(waiting) as it_is_me:
        # Whoever held the lock until now may have made it.
        report = _waiting(public_id) if it_is_me else None
        if report is not None:
            _make_or_say_why_not(report, actor_of)


def _waiting(public_id: UUID) -> Report | None:
    with acting_as(Actor.system("report")):
        return Report.objects.defer("pdf").filter(public_id=public_id).to_make().first()


@contextmanager
def only_one_maker(report: Report) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, %s)", [LOCKS, report.pk])
        (it_is_me,) = cursor.fetchone()
    try:
        yield it_is_me
    finally:
        if it_is_me:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s, %s)", [LOCKS, report.pk])


def _make_or_say_why_not(report: Report, actor_of: Callable[[int], Actor]) -> None:
    try:
        with acting_as(Actor.system("report")):
            actor = actor_of(report.asked_by_id)
        _make(report, actor)
    except MayNoLonger:
        _fail(report, "may_no_longer")
    except SoftTimeLimitExceeded:
        _fail(report, "too_long")
    except NotTheSame:
        _fail(report, "not_the_same")
    except Exception as mistake:  # noqa: BLE001 (the screen has to say it failed, whatever it was)
        logger.error("A report failed: %s", type(mistake).__name__)
        _fail(report, "mistake")


def _make(report: Report, actor: Actor) -> None:
    if report.tries >= MOST_TRIES:
        _fail(report, "too_often")
        return
    _advance(report, COUNTING, state=ReportState.BUSY, tries=report.tries + 1)
    figures = _figures(report, actor)
    _advance(report, DRAWING)
    pdf = draw(figures, is_final=report.is_final)
    _advance(report, KEEPING)
    _keep(report, figures, pdf, actor)


def _figures(report: Report, actor: Actor) -> dict[str, Any]:
    """Count, or take the figures that were frozen before and are the same still."""
    if report.figures is None:
        with acting_as(actor):
            return annual_figures(report.year, report.figures_on)
    if fingerprint(report.figures) != report.figures_hash:
        raise NotTheSame
    return report.figures


def _advance(report: Report, progress: int, **changes: object) -> None:
    with acting_as(Actor.system("report")):
        Report.objects.filter(pk=report.pk).update(progress=progress, **changes)


def _keep(report: Report, figures: dict[str, Any], pdf: bytes, actor: Actor) -> None:
    at = timezone.now()
    with acting_as(actor):
        kept = Report.objects.select_for_update().get(pk=report.pk)
        kept.state, kept.progress, kept.finished_at = ReportState.DONE, READY, at
        kept.figures, kept.figures_hash = figures, fingerprint(figures)
        kept.pdf, kept.code_version, kept.error = pdf, code_version(), ""
        kept.save()
        record("make_report", kept, at=at)
        tell(
            "report_ready",
            about=About("report", kept.public_id, str(kept.year)),
            path=reverse("reporting:made", args=[kept.public_id]),
            recipients=[kept.asked_by_id],
            due_on=timezone.localtime(at).date(),
            at=at,
        )


def _fail(report: Report, why: str) -> None:
    with acting_as(Actor.system("report")):
        Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED, error=why)
