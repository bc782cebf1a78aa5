"""A lease that goes on after guidance: its corporation sees no placement, and the home is still its own."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.dwellings.models import Dwelling
from placements.dwellings.states import DwellingStatus
from placements.dwellings.views import ask_about_home
from placements.proposals.views.deeds import by_whom
from placements.tenancies import actions
from placements.tenancies.forms import CorrectEndForm, EndOfHomeForm, PutOffTransferForm
from placements.tenancies.views import correction_words, words
from placements.tenancies.views.corrections import why
from placements.tenancies.views.leases import happened


@asks
@needs(Permission.LEASE)
def end_of_home(request: Request, public_id: UUID) -> HttpResponse:
    home = _let_home_or_404(request, public_id)
    return ask_about_home(
        request,
        home,
        words.ending_after_guidance(),
        EndOfHomeForm(typed(request), kind=ReasonKind.LEASE_END, on=timezone.localdate()),
        lambda data: actions.end_lease_of_home(dwelling=home, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def transfer_of_home(request: Request, public_id: UUID) -> HttpResponse:
    home = _let_home_or_404(request, public_id)
    return ask_about_home(
        request,
        home,
        words.transferring(_("For a home whose tenant is no longer guided.")),
        happened(request, _("In the tenant's own name from")),
        lambda data: actions.transfer_lease_of_home(dwelling=home, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def put_off_transfer_of_home(request: Request, public_id: UUID) -> HttpResponse:
    home, today = _let_home_or_404(request, public_id), timezone.localdate()
    return ask_about_home(
        request,
        home,
        words.putting_off_transfer(_("For a home whose tenant is no longer guided.")),
        PutOffTransferForm(typed(request), kind=ReasonKind.TRANSFER_WAIT, on=today),
        lambda data: actions.put_off_transfer_of_home(dwelling=home, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def take_end_of_home_back(request: Request, public_id: UUID) -> HttpResponse:
    home = _let_home_or_404(request, public_id)
    return ask_about_home(
        request,
        home,
        correction_words.taking_end_back(),
        why(request),
        lambda data: actions.take_end_of_home_back(dwelling=home, **data, **by_whom(request)),
    )


@asks
@needs(Permission.LEASE)
def correct_end_of_home(request: Request, public_id: UUID) -> HttpResponse:
    home = _let_home_or_404(request, public_id)
    return ask_about_home(
        request,
        home,
        correction_words.correcting_end(),
        CorrectEndForm(typed(request), on=timezone.localdate()),
        lambda data: actions.correct_end_of_home(dwelling=home, **data, **by_whom(request)),
    )


def _let_home_or_404(request: Request, public_id: UUID) -> Dwelling:
    let = Dwelling.objects.visible_to(request.actor).filter(status=DwellingStatus.LET)
    return get_object_or_404(let, public_id=public_id)
