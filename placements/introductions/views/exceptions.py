"""The exception to the half year: asked, decided on, revoked, and its plan carried out."""

import uuid
from typing import Any

from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pact.access.attempts import attempt
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from placements.candidates.models import Candidate
from placements.introductions import actions
from placements.introductions.exemptions import exemptions_of, shown_exemption
from placements.introductions.forms import (
    AskException,
    CaughtUp,
    DecideException,
    RevokeException,
)
from placements.introductions.models import Exemption, Verdict
from placements.introductions.views import words
from placements.introductions.views.doors import candidate_or_404, overview_of


def _of(request: Request, candidate: Candidate, exemption: int) -> Exemption:
    return get_object_or_404(exemptions_of(candidate, request.actor), pk=exemption)


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
        back=overview_of(candidate),
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
        back=overview_of(candidate),
        reference=candidate.reference,
        exemption=shown_exemption(exemption, request.actor, today=timezone.localdate(now)),
    )


@asks
@needs(Permission.EXCEPTION_DECIDE)
def exception_revoke(request: Request, public_id: uuid.UUID, exemption: int) -> HttpResponse:
    now = timezone.now()
    candidate = candidate_or_404(request, public_id)
    row = _of(request, candidate, exemption)

    def act(given: dict[str, Any]) -> object:
        return actions.revoke_exemption(exemption=row, **given, by=request.actor, at=now)

    return ask_and_do(
        request,
        "placements/introductions/exception.html",
        form=RevokeException(typed(request), on=timezone.localdate(now)),
        deed=words.revoke_exception(),
        act=act,
        back=overview_of(candidate),
        reference=candidate.reference,
    )


@asks
@needs(Permission.EXCEPTION_ASK)
def exception_caught_up(request: Request, public_id: uuid.UUID, exemption: int) -> HttpResponse:
    now = timezone.now()
    candidate = candidate_or_404(request, public_id)
    row = _of(request, candidate, exemption)

    def act(given: dict[str, Any]) -> object:
        return actions.record_caught_up(exemption=row, **given, by=request.actor, at=now)

    return ask_and_do(
        request,
        "placements/introductions/exception.html",
        form=CaughtUp(typed(request)),
        deed=words.caught_up(),
        act=act,
        back=overview_of(candidate),
        reference=candidate.reference,
    )


@require_POST
@needs(Permission.EXCEPTION_ASK)
def exception_not_caught_up(request: Request, public_id: uuid.UUID, exemption: int) -> HttpResponse:
    candidate = candidate_or_404(request, public_id)
    row = _of(request, candidate, exemption)
    return attempt(
        request,
        lambda: actions.take_caught_up_back(exemption=row, by=request.actor, at=timezone.now()),
        done=_("The plan waits again until it is done."),
        back=overview_of(candidate),
    )
