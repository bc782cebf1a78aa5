"""The corporation puts a home right that is held for somebody, or takes a home back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from placements.dwellings.forms import CorrectDwelling, as_typed
from placements.dwellings.models import Dwelling
from placements.dwellings.states import DwellingStatus
from placements.dwellings.views import ask_about_home
from placements.proposals.actions import correct_dwelling, withdraw_dwelling
from placements.proposals.forms import ReasonForm
from placements.proposals.views.deeds import by_whom


def _home_or_404(request: Request, public_id: UUID) -> Dwelling:
    return get_object_or_404(
        Dwelling.objects.visible_to(request.actor).for_page(), public_id=public_id
    )


@asks
@needs(Permission.DWELLING_OFFER)
def correct_home(request: Request, public_id: UUID) -> HttpResponse:
    """Put right what was typed wrong of a home for which somebody is proposed."""
    home = _home_or_404(request, public_id)
    form = CorrectDwelling(typed(request), initial=as_typed(home))
    return ask_and_do(
        request,
        "placements/dwellings/correct.html",
        form=form,
        deed=_correcting(),
        act=lambda data: correct_dwelling(
            dwelling=home, correction=form.correction(), version=data["version"], **by_whom(request)
        ),
        back=reverse("dwellings:detail", args=[public_id]),
        public_id=public_id,
    )


def _correcting() -> Deed:
    return Deed(
        title=_("Correct this home"),
        submit=_("Save the correction"),
        done=_("Saved. The caseworker and the coordinator are told to look again."),
        lead=_("Put right what was typed wrong, as long as no lease is signed."),
    )


@asks
@needs(Permission.DWELLING_OFFER)
def withdraw_home(request: Request, public_id: UUID) -> HttpResponse:
    """Withdraw a home; a proposal that holds it is withdrawn along with it."""
    home = _home_or_404(request, public_id)
    return ask_about_home(
        request,
        home,
        _taking_back(home),
        ReasonForm(typed(request), kind=ReasonKind.DWELLING_WITHDRAWAL, on=timezone.localdate()),
        lambda data: withdraw_dwelling(dwelling=home, code=data["code"], **by_whom(request)),
    )


def _taking_back(home: Dwelling) -> Deed:
    is_held = home.status == DwellingStatus.RESERVED
    return Deed(
        title=_("Take back %(address)s?") % {"address": home.address},
        submit=_("Take the home back"),
        done=_("The home is withdrawn, and so is the proposal that held it.")
        if is_held
        else _("The home is withdrawn."),
        consequences=[
            *(_what_it_releases() if is_held else [_("The home leaves the coordinator's table.")]),
            _("You can offer the home again later, as a new offer."),
        ],
        danger=True,
    )


def _what_it_releases() -> list[str]:
    return [
        _("The proposal for this home is withdrawn. Everybody concerned is told today."),
        _("The candidate waits on, with the waiting time and the introduction they have."),
    ]
