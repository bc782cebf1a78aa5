"""The coordinator's table: look, project, and give a home back that nobody fits."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import ReasonKind
from pact.audit.record import looked
from placements.dwellings.actions import return_dwelling
from placements.dwellings.models import Dwelling
from placements.dwellings.states import DwellingStatus
from placements.proposals.forms import ReasonForm
from placements.proposals.table.order import table_for
from placements.proposals.views import words
from placements.proposals.views.deeds import by_whom

PAGE = "placements/proposals/table.html"


@require_safe
@needs(Permission.TABLE)
def table(request: Request, dwelling: UUID | None = None) -> HttpResponse:
    """Homes without a candidate, and beside them who fits the home that is opened."""
    return _table(request, dwelling, template=PAGE)


@require_safe
@needs(Permission.TABLE)
def room(request: Request, dwelling: UUID) -> HttpResponse:
    """Projected in the room: references, numbers of people and results of the opened home only."""
    return _table(request, dwelling, template="placements/proposals/room.html")


def _table(request: Request, dwelling: UUID | None, *, template: str) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    everybody = "iedereen" in request.GET and template == PAGE
    found = table_for(request.actor, today=today, opened=dwelling, everybody=everybody)
    if dwelling and found.opened is None:
        return no_longer_offered(request, dwelling)
    looked("table", at=now, rows=len(found.shown))
    return render(request, template, {"table": found, "today": today})


@asks
@needs(Permission.TABLE)
def give_back(request: Request, dwelling: UUID) -> HttpResponse:
    """No candidate for this home: it goes back to the corporation, with the reason."""
    home = get_object_or_404(Dwelling.objects.visible_to(request.actor), public_id=dwelling)
    if home.status != DwellingStatus.OFFERED:
        return no_longer_offered(request, dwelling)
    return ask_and_do(
        request,
        "placements/proposals/give_back.html",
        form=ReasonForm(typed(request), kind=ReasonKind.DWELLING_RETURN, on=timezone.localdate()),
        deed=words.giving_back(home),
        act=lambda data: return_dwelling(dwelling=home, code=data["code"], **by_whom(request)),
        back=reverse("proposals:table_of", args=[dwelling]),
        to=lambda _home: reverse("proposals:table"),
        address=home.address,
    )


def no_longer_offered(request: Request, dwelling: UUID) -> HttpResponse:
    """A page that was open for a while: somebody proposed for this home, or it was taken back."""
    home = get_object_or_404(Dwelling.objects.visible_to(request.actor), public_id=dwelling)
    words = {"address": home.address}
    messages.info(
        request,
        _("%(address)s no longer waits for a candidate. Here are the homes that do.") % words,
    )
    return redirect("proposals:table")
