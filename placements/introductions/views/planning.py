"""Planning an introduction, and the exception to it: deeds on a candidate."""

import uuid
from typing import Any

from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from placements.candidates.models import Candidate
from placements.introductions import actions
from placements.introductions.exemptions import exemptions_of, shown_exemption
from placements.introductions.forms import AskException, DecideException, PlanIntroduction
from placements.introductions.models import Introduction, Verdict
from placements.introductions.views import words
from placements.introductions.views.doors import candidate_or_404


def _overview(candidate: Candidate) -> str:
    return reverse("introductions:candidate", args=[candidate.public_id])


@asks
@needs(Permission.INTRODUCTION_PLAN)
@once
def introduction_plan(request: Request, public_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    candidate = candidate_or_404(request, public_id)
    form = PlanIntroduction(
        typed(request),
        candidate=candidate,
        on=timezone.localdate(now),
        chosen=request.GET.get("area", ""),
    )

    def act(given: dict[str, Any]) -> Introduction:
        return actions.plan_introduction(candidate=candidate, **given, by=request.actor, at=now)

    return ask_and_do(
        request,
        f"placements/introductions/plan.html{'#worker' if request.htmx else ''}",
        form=form,
        deed=words.plan(),
        act=act,
        back=_overview(candidate),
        to=lambda planned: reverse("introductions:detail", args=[planned.public_id]),
        reference=candidate.reference,
        address=request.path,
    )


@asks
@needs(Permission.EXCEPTION_ASK)
@once
def exception_ask(request: Request, public_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    candidate = candidate_or_404(request, public_id)

    def act(given: dict[str, Any]) -> object:
        return actions.ask_exemption(candidate=candidate, **given, by=request.actor, at=now)

    return ask_and_do(
        request,
        "placements/introductions/exception.html",
        form=AskException(typed(request), on=timezone.localdate(now)),
        deed=words.ask_exception(),
        act=act,
        back=_overview(candidate),
        reference=candidate.reference,
    )


@asks
@needs(Permission.EXCEPTION_DECIDE)
def exception_decide(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """Decided already, it is still there to be refused: two coordinators may have the page open."""
    now = timezone.now()
    candidate = candidate_or_404(request, public_id)
    rows = exemptions_of(candidate, request.actor)
    newest = rows.order_by(Case(When(verdict=Verdict.OPEN, then=0), default=1), "-pk")[:1]
    exemption = get_object_or_404(newest)
    looked("introductions.decide_exception", candidate, at=now)

    def act(given: dict[str, Any]) -> object:
        return actions.decide_exemption(exemption=exemption, **given, by=request.actor, at=now)

    return ask_and_do(
        request,
        "placements/introductions/decide.html",
        form=DecideException(typed(request)),
        deed=words.decide_exception(),
        act=act,
        back=_overview(candidate),
        reference=candidate.reference,
        exemption=shown_exemption(exemption, request.actor, today=timezone.localdate(now)),
    )
