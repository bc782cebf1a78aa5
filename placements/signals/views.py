"""The signals of a placement, giving one, looking at one, and what both sides agreed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.audit.record import looked
from placements.proposals.models import Placement
from placements.proposals.readers import Reader, reader_of
from placements.proposals.states import PlacementStatus
from placements.signals import actions, words
from placements.signals.disclosure import shown
from placements.signals.forms import AgreedForm, SignalForm, ViewForm
from placements.signals.models import Signal


@require_safe
@needs(Permission.SIGNAL_READ)
def of_placement(request: Request, public_id: UUID) -> HttpResponse:
    """Every signal about living in this home, the newest first."""
    placement = _placement_or_404(request, public_id)
    rows = Signal.objects.visible_to(request.actor).filter(placement=placement).order_by("-pk")
    looked("signals", placement, at=timezone.now())
    context = {
        "placement": placement.public_id,
        "reference": placement.candidate.reference,
        "signals": shown(rows, request.actor),
        "may_give": placement.status == PlacementStatus.MOVED_IN
        and may(request.actor.role, Permission.SIGNAL_GIVE),
    }
    return render(request, "placements/signals/list.html", context)


@asks
@needs(Permission.SIGNAL_GIVE)
@once
def give(request: Request, public_id: UUID) -> HttpResponse:
    placement = _placement_or_404(request, public_id)
    form = SignalForm(typed(request), on=timezone.localdate())
    return _ask(
        request,
        placement,
        form,
        words.giving(),
        lambda given: actions.give_signal(
            placement=placement, **given, by=request.actor, at=timezone.now()
        ),
    )


@asks
@needs(Permission.SIGNAL_GIVE)
def look(request: Request, public_id: UUID) -> HttpResponse:
    return _answer(request, public_id, ViewForm, words.looking(), actions.look_at_signal)


@asks
@needs(Permission.SIGNAL_GIVE)
def decide(request: Request, public_id: UUID) -> HttpResponse:
    return _answer(request, public_id, AgreedForm, words.deciding(), actions.decide_signal)


def _answer(
    request: Request,
    public_id: UUID,
    form: type[ViewForm] | type[AgreedForm],
    deed: Deed,
    action: Callable[..., Signal],
) -> HttpResponse:
    """What follows on a signal that is there: the other side's view, and what both agreed."""
    rows = Signal.objects.visible_to(request.actor).select_related("placement__candidate")
    signal = get_object_or_404(rows, public_id=public_id)
    return _ask(
        request,
        signal.placement,
        form(typed(request), on=timezone.localdate()),
        deed,
        lambda given: action(signal=signal, **given, by=request.actor, at=timezone.now()),
    )


def _ask(
    request: Request,
    placement: Placement,
    form: forms.Form,
    deed: Deed,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    return ask_and_do(
        request,
        "placements/signals/deed.html",
        form=form,
        deed=deed,
        act=act,
        back=reverse("signals:of_placement", args=[placement.public_id]),
        reference=placement.candidate.reference,
    )


def _placement_or_404(request: Request, public_id: UUID) -> Placement:
    """Before release a corporation does not know who it is, and has no signal to give."""
    rows = Placement.objects.visible_to(request.actor).select_related("candidate")
    placement = get_object_or_404(rows, public_id=public_id)
    if reader_of(placement, request.actor) == Reader.AGENT_BEFORE_RELEASE:
        raise Http404
    return placement
