"""The exception to the half year: asked, decided on, revoked, and its plan carried out."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django import forms
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pact.access.attempts import attempt
from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.audit.record import looked
from placements.candidates.models import Candidate
from placements.introductions import actions
from placements.introductions.exemptions import ExemptionView, exemptions_of, shown_exemption
from placements.introductions.forms import (
    AskExemption,
    CaughtUp,
    DecideExemption,
    RevokeExemption,
)
from placements.introductions.models import Exemption, Verdict
from placements.introductions.views import words
from placements.introductions.views.doors import candidate_or_404, overview_of


@asks
@needs(Permission.EXEMPTION_ASK)
@once
def exemption_ask(request: Request, public_id: uuid.UUID) -> HttpResponse:
    candidate = candidate_or_404(request, public_id)
    form = AskExemption(typed(request), on=timezone.localdate())
    return _page(request, candidate, form, words.ask_exemption(), verb=actions.ask_exemption)


@asks
@needs(Permission.EXEMPTION_DECIDE)
def exemption_decide(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """Decided already, it is still there to be refused: two coordinators may have the page open."""
    candidate = candidate_or_404(request, public_id)
    rows = exemptions_of(candidate, request.actor, today=timezone.localdate())
    newest = rows.order_by(Case(When(verdict=Verdict.OPEN, then=0), default=1), "-pk")[:1]
    form, deed = DecideExemption(typed(request)), words.decide_exemption()
    row, verb = get_object_or_404(newest), actions.decide_exemption
    return _page(request, candidate, form, deed, verb=verb, exemption=row)


@asks
@needs(Permission.EXEMPTION_DECIDE)
def exemption_revoke(request: Request, public_id: uuid.UUID, exemption: int) -> HttpResponse:
    candidate = candidate_or_404(request, public_id)
    row = _of(request, candidate, exemption)
    form, deed = RevokeExemption(typed(request), on=timezone.localdate()), words.revoke_exemption()
    return _page(request, candidate, form, deed, verb=actions.revoke_exemption, exemption=row)


@asks
@needs(Permission.EXEMPTION_ASK)
def exemption_caught_up(request: Request, public_id: uuid.UUID, exemption: int) -> HttpResponse:
    candidate = candidate_or_404(request, public_id)
    row = _of(request, candidate, exemption)
    form, verb = CaughtUp(typed(request)), actions.record_caught_up
    return _page(request, candidate, form, words.caught_up(), verb=verb, exemption=row)


@require_POST
@needs(Permission.EXEMPTION_ASK)
def exemption_not_caught_up(request: Request, public_id: uuid.UUID, exemption: int) -> HttpResponse:
    candidate = candidate_or_404(request, public_id)
    row = _of(request, candidate, exemption)
    return attempt(
        request,
        lambda: actions.take_caught_up_back(exemption=row, by=request.actor, at=timezone.now()),
        done=_("The plan waits again until it is done."),
        back=overview_of(candidate),
    )


def _of(request: Request, candidate: Candidate, exemption: int) -> Exemption:
    rows = exemptions_of(candidate, request.actor, today=timezone.localdate())
    return get_object_or_404(rows, pk=exemption)


def _page(
    request: Request,
    candidate: Candidate,
    form: forms.Form,
    deed: Deed,
    *,
    verb: Callable[..., object],
    exemption: Exemption | None = None,
) -> HttpResponse:
    """The page of a deed on the exception that is given, which it tells of; else on the candidate."""
    now = timezone.now()
    about = {"candidate": candidate} if exemption is None else {"exemption": exemption}
    return ask_and_do(
        request,
        "placements/introductions/exemption.html",
        form=form,
        deed=deed,
        act=lambda given: verb(**about, **given, by=request.actor, at=now),
        back=overview_of(candidate),
        reference=candidate.reference,
        exemption=exemption and _shown(request, exemption, at=now),
    )


def _shown(request: Request, exemption: Exemption, *, at: datetime) -> ExemptionView:
    looked("introductions:exemption", exemption.candidate, at=at)
    return shown_exemption(exemption, request.actor, today=timezone.localdate(at))
