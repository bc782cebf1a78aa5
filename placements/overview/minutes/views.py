"""The minutes of the coordinator's table: of one day, and the way to that day."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import UNREADABLE
from placements.overview.minutes.days import latest, neighbours
from placements.overview.minutes.form import WhichDay
from placements.overview.minutes.homes import without_proposal
from placements.overview.minutes.lines import coordinators_of, in_parts
from placements.overview.minutes.rows import rows_of
from placements.reporting.figures import free_on

AT_MOST = 500
TO_COME = "placements/overview/minutes/to_come.html"


@require_safe
@needs(Permission.TABLE)
def minutes(request: Request) -> HttpResponse:
    """To the day that was asked for; else to the last one on which something was decided."""
    today = timezone.localdate()
    form = WhichDay(request.GET or None, today=today)
    if form.is_bound and not form.is_valid():
        return _page(request, latest(today), form, status=UNREADABLE)
    asked = form.cleaned_data["day"] if form.is_bound else None
    return redirect("overview:minutes_of", asked or latest(today))


@require_safe
@needs(Permission.TABLE)
def minutes_of(request: Request, day: date) -> HttpResponse:
    """What was decided on a day, as it was written down when it happened."""
    today = timezone.localdate()
    if day > today:
        return render(request, TO_COME, {"day": day}, status=404)
    return _page(request, day, WhichDay(initial={"day": day}, today=today))


def _page(request: Request, day: date, form: WhichDay, *, status: int = 200) -> HttpResponse:
    rows = rows_of(day, request.actor, at_most=AT_MOST + 1)
    told = rows[:AT_MOST]
    earlier, later = neighbours(day)
    page = {
        "form": form,
        "day": day,
        "is_today": day == form.today,
        "parts": in_parts(told),
        "lines": len(told),
        "until": told[-1]["at"] if len(rows) > AT_MOST else None,
        "coordinators": coordinators_of(told),
        "homes": without_proposal(day, request.actor),
        "free": free_on(day, [day.year, day.year + 1]),
        "earlier": earlier,
        "later": later,
    }
    looked("minutes", at=timezone.now(), rows=len(told))
    return render(request, "placements/overview/minutes/day.html", page, status=status)
