"""The doors and the way back that every deed on a placement shares."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from pact.access.deeds import Deed, ask_and_do
from pact.access.requests import Request
from placements.proposals.models import Placement
from placements.proposals.news import path_of
from placements.proposals.readers import Reader, reader_of

PAGE = "placements/proposals/deed.html"


def placement_or_404(request: Request, public_id: uuid.UUID) -> Placement:
    """The placement, when this actor does something there; to others the page of a deed does not exist.

    With the candidate, whose reference stands above every deed.
    """
    acted_on = Placement.objects.visible_to(request.actor).acted_on_by(request.actor)
    acted_on = acted_on.select_related("candidate")
    return get_object_or_404(acted_on, public_id=public_id)


def known_placement_or_404(request: Request, public_id: uuid.UUID) -> Placement:
    """The same for what is about somebody: before release a corporation does not know who it is."""
    placement = placement_or_404(request, public_id)
    if reader_of(placement, request.actor) == Reader.AGENT_BEFORE_RELEASE:
        raise Http404
    return placement


def released_or_404(request: Request, public_id: uuid.UUID) -> Placement:
    """The placement of the letting agent who is named on it, once the person is released."""
    placement = placement_or_404(request, public_id)
    if reader_of(placement, request.actor) != Reader.AGENT_AFTER_RELEASE:
        raise Http404
    return placement


def offer_deed(
    request: Request, placement: Placement, form: forms.Form, deed: Deed, *, act
) -> HttpResponse:
    """Ask on GET, do on POST; ``act`` gets what was typed once it could be read."""
    return ask_and_do(
        request,
        PAGE,
        form=form,
        deed=deed,
        act=act,
        back=path_of(placement),
        to=lambda _result: way_back(request, placement),
        reference=placement.candidate.reference,
    )


def by_whom(request: Request) -> dict[str, Any]:
    """Who acts, and when: what every action is told."""
    return {"by": request.actor, "at": timezone.now()}


def way_back(request: Request, placement: Placement) -> str:
    """The page of the placement; the list for whom it is no longer there after this deed."""
    if Placement.objects.visible_to(request.actor).filter(pk=placement.pk).exists():
        return path_of(placement)
    return reverse("proposals:list")
