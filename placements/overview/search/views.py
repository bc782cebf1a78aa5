"""Finding a case. What was typed may be a name, so it is never in an address."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pact.access.attempts import refused_in_form
from pact.access.deeds import asks, typed
from pact.access.limits import Limit, TooOften
from pact.access.needs import needs
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.audit.models import Outcome
from pact.audit.record import looked
from pact.common.answers import UNREADABLE
from placements.candidates.disclosure import list_row
from placements.candidates.models import Candidate
from placements.overview.search.forms import AlikeForm, SearchForm
from placements.overview.search.querysets import AT_MOST, alike, by_name, by_reference

SEARCHES = Limit("search", most=30, within=timedelta(minutes=1))


@asks
@needs(Permission.CANDIDATE_READ)
def search(request: Request) -> HttpResponse:
    form = SearchForm(typed(request), actor=request.actor)
    found, status = _searched(request, form, lambda: _found(request, form))
    rows = [list_row(candidate, request.actor) for candidate in found[:AT_MOST]]
    context = {
        "form": form,
        "has_searched": status == 200 and form.is_bound,
        "found": [(row, row.name) for row in rows],
        "there_are_more": len(found) > AT_MOST,
        "may_find_alike": may(request.actor.role, Permission.CANDIDATE_DECIDE),
    }
    return render(request, "placements/overview/search/search.html", context, status=status)


@asks
@needs(Permission.CANDIDATE_DECIDE)
def search_alike(request: Request) -> HttpResponse:
    """Who may be the same person as somebody in a case: whoever decides looks for that."""
    form = AlikeForm(typed(request))
    cards, status = _searched(
        request, form, lambda: list(alike(request.actor, **form.cleaned_data)[: AT_MOST + 1])
    )
    context = {
        "form": form,
        "has_searched": status == 200 and form.is_bound,
        "found": [
            (list_row(card.candidate, request.actor), f"{card.initials} · {card.birth_year}")
            for card in cards[:AT_MOST]
        ],
        "there_are_more": len(cards) > AT_MOST,
    }
    return render(request, "placements/overview/search/alike.html", context, status=status)


def _searched(request: Request, form: forms.Form, search: Any) -> tuple[list[Any], int]:
    """What was found, and the status of the answer. A search too many is written down too."""
    if not form.is_valid():
        return [], UNREADABLE if form.is_bound else 200
    at = timezone.now()
    try:
        SEARCHES.count(by=request.actor, at=at)
    except TooOften as refusal:
        looked("search", at=at, outcome=Outcome.REFUSED)
        return [], refused_in_form(form, refusal)
    found = search()
    looked("search", at=at, rows=len(found))
    return found, 200


def _found(request: Request, form: SearchForm) -> list[Candidate]:
    wanted = form.cleaned_data["wanted"]
    search = by_reference if form.is_reference(wanted) else by_name
    return list(search(request.actor, wanted)[: AT_MOST + 1])
