"""An end or a transfer that was recorded by mistake: of a lease, by the coordinator; of guidance."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from pact.access.deeds import Deed, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.guidance.views.about import ask_about_track
from placements.guidance.views.doors import track_or_404
from placements.proposals.forms import ReasonForm
from placements.proposals.models import Placement
from placements.proposals.views.deeds import (
    by_whom,
    known_placement_or_404,
    offer_deed,
    placement_or_404,
)
from placements.tenancies import actions
from placements.tenancies.forms import CorrectEndForm, CorrectTransferForm
from placements.tenancies.views import correction_words as words


@asks
@needs(Permission.PLACEMENT_STEER)
def take_end_back(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return _correct(
        request, placement, why(request), words.taking_end_back(), actions.take_end_back
    )


@asks
@needs(Permission.END_TAKE_BACK)
def take_completion_back(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    deed = words.taking_completion_back()
    return _correct(request, placement, why(request), deed, actions.take_completion_back)


@asks
@needs(Permission.PLACEMENT_STEER)
def correct_end(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    form = CorrectEndForm(typed(request), on=timezone.localdate())
    return _correct(request, placement, form, words.correcting_end(), actions.correct_end)


@asks
@needs(Permission.START_TAKE_BACK)
def correct_transfer(request: Request, public_id: UUID) -> HttpResponse:
    """For the named letting agent, and for the coordinator."""
    placement = known_placement_or_404(request, public_id)
    form = CorrectTransferForm(typed(request), kind=ReasonKind.CORRECTION, on=timezone.localdate())
    return _correct(request, placement, form, words.correcting_transfer(), actions.correct_transfer)


@asks
@needs(Permission.END_TAKE_BACK)
def take_guidance_end_back(request: Request, public_id: UUID) -> HttpResponse:
    guidance = track_or_404(request, public_id)
    return ask_about_track(
        request,
        guidance,
        words.taking_guidance_end_back(),
        why(request),
        lambda given: actions.take_guidance_end_back(
            guidance=guidance, **given, **by_whom(request)
        ),
    )


def why(request: Request) -> ReasonForm:
    return ReasonForm(typed(request), kind=ReasonKind.CORRECTION, on=timezone.localdate())


def _correct(
    request: Request,
    placement: Placement,
    form: forms.Form,
    deed: Deed,
    action: Callable[..., object],
) -> HttpResponse:
    def act(data: dict[str, Any]) -> object:
        return action(placement=placement, **data, **by_whom(request))

    return offer_deed(request, placement, form, deed, act=act)
