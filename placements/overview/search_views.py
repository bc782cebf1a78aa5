"""Finding a case. What was typed may be a name, so it is never in an address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import UNREADABLE
from placements.candidates.disclosure import list_row
from placements.candidates.models import Candidate
from placements.overview.search import AT_MOST, by_name, by_reference
from placements.overview.search_form import SearchForm


@asks
@needs(Permission.CANDIDATE_READ)
def search(request: Request) -> HttpResponse:
    form = SearchForm(typed(request), actor=request.actor)
    found, status = [], UNREADABLE if form.errors else 200
    if form.is_valid():
        found = _found(request, form)
        looked("search", at=timezone.now(), rows=len(found))
    context = {
        "form": form,
        "has_searched": form.is_bound and form.is_valid(),
        "rows": [list_row(candidate, request.actor) for candidate in found[:AT_MOST]],
        "there_are_more": len(found) > AT_MOST,
    }
    return render(request, "placements/overview/search.html", context, status=status)


def _found(request: Request, form: SearchForm) -> list[Candidate]:
    wanted = form.cleaned_data["wanted"]
    search = by_reference if form.is_reference(wanted) else by_name
    return list(search(request.actor, wanted)[: AT_MOST + 1])
