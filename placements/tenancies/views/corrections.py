"""An end that was recorded by mistake: of a lease, by the coordinator or at the home; of guidance."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.guidance.views.about import ask_about_track
from placements.guidance.views.doors import track_or_404
from placements.proposals.forms import ReasonForm
from placements.proposals.readers import Reader, reader_of
from placements.proposals.views.deeds import offer_deed, placement_or_404
from placements.tenancies import actions
from placements.tenancies.forms import CorrectEndForm, CorrectTransferForm
from placements.tenancies.views import correction_words as words
from placements.tenancies.views.leases import by_whom, let_home_or_404

OF_HOME = "placements/tenancies/end_of_home.html"


@asks
@needs(Permission.PLACEMENT_STEER)
def take_end_back(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        _why(request),
        words.taking_end_back(),
        act=lambda data: actions.take_end_back(placement=placement, **data, **by_whom(request)),
    )


@asks
@needs(Permission.PLACEMENT_STEER)
def correct_end(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    form = CorrectEndForm(typed(request), on=timezone.localdate())
    return offer_deed(
        request,
        placement,
        form,
        words.correcting_end(),
        act=lambda _data: actions.correct_end(
            placement=placement, **form.given(), **by_whom(request)
        ),
    )


@asks
@needs(Permission.START_TAKE_BACK)
def correct_transfer(request: Request, public_id: UUID) -> HttpResponse:
    """For the named letting agent, and for the coordinator."""
    placement = placement_or_404(request, public_id)
    if reader_of(placement, request.actor) == Reader.AGENT_BEFORE_RELEASE:
        raise Http404
    form = CorrectTransferForm(typed(request), kind=ReasonKind.CORRECTION, on=timezone.localdate())
    return offer_deed(
        request,
        placement,
        form,
        words.correcting_transfer(),
        act=lambda _data: actions.correct_transfer(
            placement=placement, **form.given(), **by_whom(request)
        ),
    )


@asks
@needs(Permission.END_TAKE_BACK)
def take_completion_back(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        _why(request),
        words.taking_completion_back(),
        act=lambda data: actions.take_completion_back(
            placement=placement, **data, **by_whom(request)
        ),
    )


@asks
@needs(Permission.LEASE)
def take_end_of_home_back(request: Request, public_id: UUID) -> HttpResponse:
    home = let_home_or_404(request, public_id)
    return ask_and_do(
        request,
        OF_HOME,
        form=_why(request),
        deed=words.taking_end_back(),
        act=lambda data: actions.take_end_of_home_back(dwelling=home, **data, **by_whom(request)),
        back=reverse("dwellings:detail", args=[home.public_id]),
        home=home,
    )


@asks
@needs(Permission.LEASE)
def correct_end_of_home(request: Request, public_id: UUID) -> HttpResponse:
    home = let_home_or_404(request, public_id)
    form = CorrectEndForm(typed(request), on=timezone.localdate())
    return ask_and_do(
        request,
        OF_HOME,
        form=form,
        deed=words.correcting_end(),
        act=lambda _data: actions.correct_end_of_home(
            dwelling=home, **form.given(), **by_whom(request)
        ),
        back=reverse("dwellings:detail", args=[home.public_id]),
        home=home,
    )


@asks
@needs(Permission.END_TAKE_BACK)
def take_guidance_end_back(request: Request, public_id: UUID) -> HttpResponse:
    guidance = track_or_404(request, public_id)
    return ask_about_track(
        request,
        guidance,
        words.taking_guidance_end_back(),
        _why(request),
        lambda given: actions.take_guidance_end_back(
            guidance=guidance, **given, **by_whom(request)
        ),
    )


def _why(request: Request) -> ReasonForm:
    return ReasonForm(typed(request), kind=ReasonKind.CORRECTION, on=timezone.localdate())
