"""How far a report is, and why one failed, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from placements.reporting.making import COUNTING, DRAWING, KEEPING
from placements.reporting.models import Report, ReportState


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What the screen shows while a report is made."""

    done: int
    text: str
    is_over: bool
    address: str
    page: str
    problem: str = ""


def progress_of(report: Report) -> Progress:
    return Progress(
        done=report.progress,
        text=_doing(report),
        is_over=report.state in {ReportState.DONE, ReportState.FAILED},
        address=reverse("reporting:progress", args=[report.public_id]),
        page=reverse("reporting:made", args=[report.public_id]),
        problem=_problem(report.error) if report.state == ReportState.FAILED else "",
    )


def _doing(report: Report) -> str:
    if report.state == ReportState.QUEUED:
        return _("Waits for its turn. This takes a minute at most.")
    if report.progress >= KEEPING:
        return _("The report is kept.")
    if report.progress >= DRAWING:
        return _("The pages are drawn. This takes the longest.")
    if report.progress >= COUNTING:
        return _("Homes and people are counted.")
    return _("The report begins.")


def _problem(error: str) -> str:
    """What went wrong and what to do; nothing was half kept."""
    sentences = {
        "may_no_longer": _(
            "Whoever asked for this report no longer has the role for it. "
            "A coordinator can try again."
        ),
        "too_long": _("Drawing the pages took too long. Try again at a quieter moment."),
        "too_often": _(
            "This report was begun three times and never finished. Ask your administrator to look "
            "at the worker, and try again after that."
        ),
        "not_the_same": _(
            "The frozen figures are not what they were when they were frozen. Nothing was made. "
            "Ask your administrator to look at this before you go on."
        ),
    }
    return sentences.get(
        error, _("Something went wrong while the report was made. Nothing was kept. Try again.")
    )
