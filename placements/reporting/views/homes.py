"""How many homes are left, and why a number is what it is."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.roles import Role
from pact.audit.record import looked
from pact.common.keyset import page_of
from placements.reporting import presentation
from placements.reporting.definitions import DEFINITIONS
from placements.reporting.figures import YearFigures, year_figures
from placements.reporting.forms import WhichFigures
from placements.reporting.movements import entries_of, line, movements_of
from placements.reporting.people import people_figures
from placements.reporting.years import Year, years_on


@require_safe
@needs(Permission.QUOTA_READ)
def quota(request: Request) -> HttpResponse:
    """How many homes of a year are housed, reserved and free, on a date."""
    which = WhichFigures(request.GET, today=timezone.localdate())
    years = years_on(which.day)
    year = which.choose(years)
    if year is None:
        return render(request, "placements/reporting/no_year.html", {"form": which})
    page = {"form": which, **_page(request, year_figures(year, which.day))}
    return render(request, "placements/reporting/quota.html", page, status=which.status)


def _page(request: Request, figures: YearFigures) -> dict[str, Any]:
    people = people_figures(figures.year.year, figures.on)
    return {
        "figures": figures,
        "definitions": DEFINITIONS,
        "headline": presentation.headline(figures),
        "at_most": presentation.at_most(figures),
        "pace": presentation.pace_label(figures),
        "remark": presentation.pace_remark(figures),
        "tone": "warn" if figures.ahead < 0 else "ok",
        "small_numbers": presentation.small_numbers(people, figures.on),
        "chart": presentation.year_chart(figures),
        "own": request.actor.municipality_id,
        "corporations": _corporations(request, figures.corporations),
        "undecided": people.undecided if _decides(request) else 0,
        "missed": people.missed,
        "is_over": _is_over(figures),
        "may_ask": request.actor.is_a(Role.COORDINATOR),
    }


def _is_over(figures: YearFigures) -> bool:
    """Whether these are the figures with which a year ended: what is free in them was not used."""
    return figures.on >= figures.year.last_day < timezone.localdate()


def _decides(request: Request) -> bool:
    return request.actor.is_a(Role.COORDINATOR, Role.OVERSIGHT)


def _corporations(request: Request, homes: dict) -> dict:
    """Of the corporations, the coordinator reads all and a corporation its own."""
    if request.actor.is_a(Role.COORDINATOR, Role.PRIVACY_OFFICER):
        return homes
    if request.actor.is_a(Role.LETTING_AGENT):
        own = request.membership.party.name
        return {name: count for name, count in homes.items() if name == own}
    return {}


@require_safe
@needs(Permission.QUOTA_READ)
def movements(request: Request) -> HttpResponse:
    """Why a number is what it is: the ledger of a year, month by month."""
    which = WhichFigures(request.GET, today=timezone.localdate())
    year = which.choose(years_on(which.day))
    if year is None:
        return render(request, "placements/reporting/no_year.html", {"form": which})
    page = {
        "form": which,
        "months": movements_of(year, which.day),
        "year": year,
        "on": which.day,
    }
    if request.actor.is_a(Role.COORDINATOR):
        page |= _one_by_one(request, year, which.day)
    return render(request, "placements/reporting/movements.html", page, status=which.status)


def _one_by_one(request: Request, year: Year, on: date) -> dict[str, Any]:
    """Each movement apart, the newest first: for the coordinator."""
    entries = entries_of(year, on)
    page = page_of(request, entries, order=("-on", "-pk"), known_by="pk")
    looked("movements", at=timezone.now(), rows=len(page.rows))
    return {"page": page, "lines": [line(entry) for entry in page.rows]}
