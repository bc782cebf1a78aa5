"""The administrator's pages about the office that coordinates."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities.office import actions, forms
from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import OfficeBasis


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def office(request: Request) -> HttpResponse:
    """On what the office rests now, and what came before or comes."""
    rows = OfficeBasis.objects.select_related("party").order_by("-valid_from")
    bases = [(row, row.valid_to and row.valid_to - timedelta(days=1)) for row in rows]
    return render(request, "administration/office/detail.html", {"bases": bases})


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def enter(request: Request) -> HttpResponse:
    now = timezone.now()

    def act(given: dict[str, Any]) -> OfficeBasis:
        return actions.enter_basis(**given, by=request.actor, at=now)

    return ask_and_do(
        request,
        "administration/office/deed.html",
        form=forms.EnterBasis(typed(request), initial={"version": actions.version_now()}),
        deed=_words(),
        act=act,
        back=reverse("administration:office"),
    )


def _words() -> Deed:
    return Deed(
        title=_("Who coordinates, and on what basis"),
        submit=_("Put on record"),
        done=_("On record. Everybody reads it under the agreement."),
        lead=_("The documents of the pact name no coordinator. Here stands who decided it."),
        consequences=[
            _("Everybody reads it under the agreement."),
            _("What was on record before ends the day before, and stays readable here."),
        ],
    )
