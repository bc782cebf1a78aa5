"""Propose a household for a home: with the reasons in view, and what to do when the year is full."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import PactYear
from municipalities.places import CapReached
from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import CONFLICT, UNREADABLE, page_or_part
from pact.common.fields import DutchDateField
from pact.common.refusals import Refused
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.matching.rank import frozen
from placements.matching.terms import Terms
from placements.proposals import actions
from placements.proposals.forms import ProposeForm
from placements.proposals.table.lines import listed
from placements.proposals.table.pair import Pair, home_on_the_table, pair
from placements.proposals.terms import last_start
from placements.proposals.views.deeds import by_whom
from placements.proposals.views.table import no_longer_offered

PAGE = "placements/proposals/propose.html"


@asks
@needs(Permission.PROPOSE)
@once
def propose(request: Request, dwelling: UUID, candidate: UUID) -> HttpResponse:
    today = timezone.localdate()
    terms, starts_on = Terms.on_day(today), _start_asked(request, today)
    home = home_on_the_table(request.actor, dwelling, terms=terms, starts_on=starts_on)
    if home is None:
        return no_longer_offered(request, dwelling)
    found = pair(request.actor, dwelling=home, candidate=candidate, terms=terms)
    if found is None:
        return _cannot_move(request, home, candidate)
    when = {"starts_on": found.home.starts_on, "today": today}
    form, refusal = ProposeForm(typed(request), dwelling=home, rank=found.rank, **when), None
    if request.method == "POST" and form.is_valid():
        try:
            return _proposed(request, form, home, found)
        except Refused as refused:
            refusal = refused
    looked("propose", found.person, at=timezone.now())
    return _page(request, form, home, found, refusal)


def _start_asked(request: Request, today: date) -> date | None:
    """The start that is asked: the sentences beside the form follow it. Too far off is for the form."""
    asked = request.POST.get("starts_on") or request.GET.get("starts_on")
    try:
        day = DutchDateField(required=False).clean(asked)
    except ValidationError:
        return None
    return day if day and day <= last_start(today) else None


def _proposed(request: Request, form: ProposeForm, home: Dwelling, found: Pair) -> HttpResponse:
    placement = actions.propose(
        candidate=found.person,
        dwelling=home,
        agent=form.cleaned_data["agent"],
        starts_on=form.cleaned_data["starts_on"],
        rank=found.rank,
        choice_code=form.cleaned_data.get("code", ""),
        facts=frozen(found.match),
        **by_whom(request),
    )
    asked = _("Proposed. %(corporation)s and the care party were asked to answer.")
    messages.success(request, asked % {"corporation": home.corporation.name})
    return redirect("proposals:placement", public_id=placement.public_id)


def _page(
    request: Request, form: ProposeForm, home: Dwelling, found: Pair, refusal: Refused | None
) -> HttpResponse:
    full = refusal if isinstance(refusal, CapReached) else None
    context = {
        "form": form,
        "pair": found,
        "home": listed(home, today=timezone.localdate()),
        "refusal": str(refusal) if refusal else "",
        "full": full,
        "next_year": _next_year(full) if full else None,
    }
    template = page_or_part(request, PAGE, "fit")
    invalid = form.is_bound and not form.is_valid()
    status = CONFLICT if refusal else UNREADABLE if invalid else 200
    return render(request, template, context, status=status)


def _next_year(full: CapReached) -> date | None:
    """The first day of the year after, where that year is open by now."""
    there = PactYear.objects.filter(year=full.year + 1).exists()
    return date(full.year + 1, 1, 1) if there else None


def _cannot_move(request: Request, home: Dwelling, candidate: UUID) -> HttpResponse:
    """A stale page: somebody proposed this candidate elsewhere, or their application changed."""
    person = get_object_or_404(Candidate.objects.visible_to(request.actor), public_id=candidate)
    messages.info(
        request,
        _("%(reference)s cannot be proposed any more. Here is who fits this home now.")
        % {"reference": person.reference},
    )
    return redirect("proposals:table_of", dwelling=home.public_id)
