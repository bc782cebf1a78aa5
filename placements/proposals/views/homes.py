"""The corporation takes back a home that is held for somebody."""

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
from placements.dwellings.models import Dwelling
from placements.proposals.actions import withdraw_dwelling
from placements.proposals.forms import ReasonForm
from placements.proposals.views.deeds import PAGE


@asks
@needs(Permission.DWELLING_OFFER)
def withdraw_home(request: Request, public_id: UUID) -> HttpResponse:
    """Withdraw a home also where a proposal holds it: that proposal is withdrawn along with it."""
    home = get_object_or_404(Dwelling.objects.visible_to(request.actor), public_id=public_id)
    return ask_and_do(
        request,
        PAGE,
        form=ReasonForm(
            typed(request), kind=ReasonKind.DWELLING_WITHDRAWAL, on=timezone.localdate()
        ),
        deed=_taking_back(home),
        act=lambda data: withdraw_dwelling(
            dwelling=home, code=data["code"], by=request.actor, at=timezone.now()
        ),
        back=reverse("dwellings:detail", args=[public_id]),
        reference=home.address,
    )


def _taking_back(home: Dwelling) -> Deed:
    return Deed(
        title=_("Take back %(address)s?") % {"address": home.address},
        submit=_("Take the home back"),
        done=_("The home is withdrawn, and so is the proposal that held it."),
        consequences=[
            _("The proposal for this home is withdrawn. Everybody concerned is told today."),
            _("The candidate waits on, with the waiting time and the introduction they have."),
            _("You can offer the home again later, as a new offer."),
        ],
        danger=True,
    )
