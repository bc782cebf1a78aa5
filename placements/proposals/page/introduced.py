"""The introduction of a placement, per reader, and whether it is long enough for the start."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.common.dates import months_after
from pact.common.shown import day_in_words, day_near
from placements.introductions.models import AskedWhom, ContactKind, Verdict
from placements.proposals.page.around import KNOWS_THE_ADDRESS
from placements.proposals.page.lines import DAY_MONTH, Line, Rows, in_language
from placements.proposals.page.loading import Whole
from placements.proposals.readers import Reader
from placements.proposals.states import BEFORE_THE_MOVE, PlacementStatus

R, S = Reader, PlacementStatus


@dataclass(frozen=True)
class OnTime:
    """Whether the introduction is long enough for the start, and what to do when it is not."""

    tone: str
    title: str
    text: str = ""


def introduction(whole: Whole, reader: Reader, *, today: date) -> list[Line]:
    """The introduction in the area of the home; before release since which month, and no more.

    Whether the district team was asked along is no corporation's to know.
    """
    found = whole.introduction
    if reader == R.AGENT_BEFORE_RELEASE:
        since = whole.placement.introduced_since
        return (
            [Line(day_in_words(since, "F Y"), _("introduction since this month"))] if since else []
        )
    if found is None:
        return []
    contacts = sorted(found["contacts"], key=lambda each: each["on"])
    asked = [] if reader == R.AGENT_AFTER_RELEASE else found["asked"]
    return [
        *(_contact(each, today) for each in contacts),
        *(_asked(each, today) for each in asked),
    ]


def introducer(whole: Whole, reader: Reader) -> Rows:
    """Who introduces, and where: for whoever reads more of it than since which month."""
    found = whole.introduction
    if reader == R.AGENT_BEFORE_RELEASE or found is None:
        return []
    who = f"{found['worker']}, {found['party']}"
    return [(_("Who introduces"), who), (_("Area"), found["area"])]


def _contact(row: dict, today: date) -> Line:
    text = str(ContactKind(row["kind"]).label)
    held = row["held"]
    tag, tone = (_("held"), "ok") if held else (_("planned"), "warn")
    return Line(_short(row["on"], today), text, tag, tone)


def _asked(row: dict, today: date) -> Line:
    words = {"whom": AskedWhom(row["whom"]).label}
    return Line(_short(row["on"], today), _("%(whom)s asked along") % words)


def _short(day: str, today: date) -> str:
    return day_near(date.fromisoformat(day), DAY_MONTH, today=today)


def on_time(whole: Whole, reader: Reader, *, today: date) -> OnTime | None:
    """The half year against the start of the lease, for whoever may know both."""
    start, status = whole.starts_on, whole.placement.status
    knows_start = reader.knows_the_start or (reader == R.NEIGHBOUR and status in KNOWS_THE_ADDRESS)
    if status not in BEFORE_THE_MOVE or start is None or not knows_start:
        return None
    found = whole.introduction
    if found is None or found["first"] is None:
        return OnTime(
            "warn",
            _("There is no running introduction in the area of this home."),
            _exception_or(whole, start, _("A lease needs an introduction, or an exception.")),
        )
    return _against_start(whole, found, start, today=today)


def _against_start(whole: Whole, found: dict, start: date, *, today: date) -> OnTime:
    first = date.fromisoformat(found["first"])
    earliest = months_after(first, whole.placement.introduction_months)
    words: dict[str, Any] = {
        "first": day_in_words(first),
        "earliest": day_in_words(earliest),
        "start": day_in_words(start),
        "days": (earliest - start).days,
    }
    if earliest <= start:
        title = _(
            "The introduction is in time: begun on %(first)s, moving is possible from %(earliest)s."
        )
        return OnTime("fine", title % words, _next_contact(found, today))
    title = ngettext(
        "The introduction is %(days)s day too short for a start on %(start)s.",
        "The introduction is %(days)s days too short for a start on %(start)s.",
        words["days"],
    )
    text = _("Let the lease start on %(earliest)s or later, or have an exception asked.") % words
    return OnTime("warn", title % words, _exception_or(whole, start, text))


def _exception_or(whole: Whole, start: date, text: str) -> str:
    has_lease = whole.placement.status == PlacementStatus.LEASED
    granted = any(
        each["verdict"] == Verdict.GRANTED
        and date.fromisoformat(each["by"]) >= start
        and (has_lease or not each["used"])
        for each in whole.exempted
    )
    if granted:
        return _("An exception has been granted.")
    newest = next(iter(whole.exempted), None)
    is_revoked = newest is not None and newest["verdict"] == Verdict.REVOKED
    return " ".join([_("The exception was revoked."), text]) if is_revoked else text


def _next_contact(found: dict, today: date) -> str:
    planned = sorted(each["on"] for each in found["contacts"] if not each["held"])
    coming = [day for day in planned if date.fromisoformat(day) >= today]
    if not coming:
        return ""
    words = {"day": day_in_words(date.fromisoformat(coming[0]))}
    return _("The next contact is planned on %(day)s.") % words


def exemption(whole: Whole, reader: Reader) -> Rows:
    """An exception to the half year: that it exists, or with its plan."""
    found = next(iter(whole.exempted), None)
    if found is None:
        return []
    if reader == R.AGENT_BEFORE_RELEASE:
        is_there = found["verdict"] != Verdict.REVOKED
        return [(_("Exception"), _("on record"))] if is_there else []
    return [
        (_("Exception"), in_language(found, "code")),
        (_("Decision"), Verdict(found["verdict"]).label),
        (_("Plan to catch up"), in_language(found, "catch_up")),
        (_("Caught up by"), day_in_words(date.fromisoformat(found["by"]))),
        *_done(found["done"]),
    ]


def _done(day: str | None) -> Rows:
    return [(_("Plan done on"), day_in_words(date.fromisoformat(day)))] if day else []
