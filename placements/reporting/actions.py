"""Asking for a report, trying again, and making a draft the final one."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.models import PactYear
from pact.access.actor import Actor
from pact.access.tasks import ask_a_worker
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.reporting.checks import check_year_has_ended, hold_still
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report, ReportState
from placements.reporting.years import last_day_of

MAKE = "placements.reporting.tasks.make_report"


@transaction.atomic
def ask_report(*, year: int, by: Actor, at: datetime) -> Report:
    """Have a draft made of a year, of today or of the year's last day."""
    today = local_date(at)
    if year > today.year or not PactYear.objects.filter(year=year).exists():
        raise Refused(
            _("There is nothing to report on %(year)s. Choose a year that has begun.")
            % {"year": year}
        )
    report = Report.objects.create(
        year=year,
        figures_on=min(today, last_day_of(year)),
        asked_by_id=by.membership_id,
        asked_at=at,
    )
    record("ask_report", report, at=at)
    return _have_made(report)


@transaction.atomic
def publish_report(*, report: Report, by: Actor, at: datetime) -> Report:
    """Have the final report made, from the very figures of a draft of the year's last day."""
    draft = Report.objects.select_for_update().get(pk=report.pk)
    _check_may_be_final(draft, today=local_date(at))
    report = Report.objects.create(
        year=draft.year,
        figures_on=draft.figures_on,
        is_final=True,
        figures=draft.figures,
        figures_hash=draft.figures_hash,
        asked_by_id=by.membership_id,
        asked_at=at,
    )
    record("publish_report", report, at=at)
    return _have_made(report)


@transaction.atomic
def try_again(*, report: Report, by: Actor, at: datetime) -> Report:
    """Have a report that failed made once more."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state != ReportState.FAILED:
        raise Refused(_("This report is being made, or is there already. Open the page again."))
    report.state, report.progress, report.error, report.tries = ReportState.QUEUED, 0, "", 0
    report.save(update_fields=["state", "progress", "error", "tries"])
    record("try_report_again", report, at=at)
    return _have_made(report)


def _have_made(report: Report) -> Report:
    ask_a_worker(MAKE, report_id=str(report.public_id))
    return report


def _check_may_be_final(draft: Report, *, today: date) -> None:
    if draft.state != ReportState.DONE or draft.is_final:
        raise Refused(_("Only a draft that is ready can become final. Open the page again."))
    if fingerprint(draft.figures) != draft.figures_hash:
        raise Refused(
            _(
                "The figures of this draft are not what they were when they were counted. Make a "
                "new draft, and make that one final."
            )
        )
    last_day = last_day_of(draft.year)
    if draft.figures_on != last_day or today <= last_day:
        raise Refused(
            _(
                "These are the figures of %(day)s, and the year goes on. "
                "Make a new draft after 31 December, and make that one final."
            )
            % {"day": day_in_words(draft.figures_on)}
        )
    hold_still(draft.year)
    check_year_has_ended(draft)
    # Two people who do this at the same moment wait for each other at this lock of all the drafts.
    others = Report.objects.select_for_update().filter(year=draft.year).order_by("pk")
    if any(other.is_final for other in others.only("is_final")):
        raise Refused(
            _("%(year)s has its final report already. A final report does not change.")
            % {"year": draft.year}
        )
