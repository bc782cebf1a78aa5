"""The years and what was decided about them: read, ask, decide."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities.decisions import actions, forms, words
from municipalities.decisions.checks import YEARS_BACK
from municipalities.decisions.news import path_of
from municipalities.decisions.querysets import decisions, limits, years
from municipalities.models import OF_A_LEASE, Decision, DecisionKind, PactYear
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.common.keyset import page_of

PAGE = "decisions/deed.html"


@require_safe
@needs(Permission.DECISION_READ)
def decision_list(request: Request) -> HttpResponse:
    """The years with their homes, what waits for a decision, and what was decided."""
    of_year = limits()
    page = page_of(request, decisions(), order=("-asked_at", "-pk"))
    context = {
        "years": [(year, of_year.get(year.year, [])) for year in years()],
        "page": page,
        "rows": [(row, words.asked(row)) for row in page.rows],
        "kinds": [(kind, words.title_of(kind)) for kind in DecisionKind if kind not in OF_A_LEASE],
        "may_ask": may(request.actor.role, Permission.DECISION_ASK),
    }
    return render(request, "decisions/list.html", context)


def _decision_or_404(public_id: uuid.UUID) -> Decision:
    return get_object_or_404(decisions(), public_id=public_id)


@require_safe
@needs(Permission.DECISION_READ)
def decision_detail(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """One decision: what, why, on which document, asked and decided by whom."""
    decision = _decision_or_404(public_id)
    is_own = decision.asked_by.user_id == request.actor.user_id
    is_open = decision.decided_by_id is None
    context = {
        "decision": decision,
        "sentence": words.asked(decision),
        "year": years().filter(year=decision.year).first(),
        "has_number": decision.kind in [*forms.NUMBERS, DecisionKind.UNUSED],
        "may_open_the_placement": may(request.actor.role, Permission.PLACEMENT_STEER),
        "is_open": is_open,
        "is_own": is_own,
        "may_decide": is_open and not is_own and may(request.actor.role, Permission.DECISION_TAKE),
    }
    return render(request, "decisions/detail.html", context)


@asks
@needs(Permission.DECISION_ASK)
@once
def decision_ask(request: Request, kind: str) -> HttpResponse:
    if kind not in DecisionKind.values or kind in OF_A_LEASE:
        raise Http404
    now = timezone.now()
    form = forms.AskDecision(
        typed(request),
        kind=DecisionKind(kind),
        years=_years_to_choose(kind),
        initial={"year": request.GET.get("year", "")},
    )

    def act(_given: dict[str, Any]) -> Decision:
        return actions.ask(kind=DecisionKind(kind), **form.asked(), by=request.actor, at=now)

    return ask_and_do(
        request,
        PAGE,
        form=form,
        deed=words.ask(kind),
        act=act,
        back=reverse("decisions:list"),
        to=path_of,
    )


def _years_to_choose(kind: str) -> list[int]:
    """The years that are there from last year on; the number of homes also opens the next one.

    What nobody used lapses of a year that is over.
    """
    this_year = timezone.localdate().year
    first = this_year - YEARS_BACK
    there = list(
        PactYear.objects.filter(year__gte=first).order_by("year").values_list("year", flat=True)
    )
    if kind == DecisionKind.UNUSED:
        return [year for year in there if year < this_year]
    return [*there, max(there, default=first) + 1] if kind == DecisionKind.CAP else there


@asks
@needs(Permission.DECISION_TAKE)
@once
def decision_approve(request: Request, public_id: uuid.UUID) -> HttpResponse:
    return _decide(request, public_id, words.approve, actions.approve)


@asks
@needs(Permission.DECISION_TAKE)
@once
def decision_refuse(request: Request, public_id: uuid.UUID) -> HttpResponse:
    return _decide(request, public_id, words.refuse, actions.refuse)


def _decide(request: Request, public_id: uuid.UUID, deed: Any, action: Any) -> HttpResponse:
    decision, now = _decision_or_404(public_id), timezone.now()

    def act(_given: dict[str, Any]) -> Decision:
        return action(decision=decision, by=request.actor, at=now)

    return ask_and_do(
        request,
        PAGE,
        form=forms.Sure(typed(request)),
        deed=deed(decision),
        act=act,
        back=path_of(decision),
    )
