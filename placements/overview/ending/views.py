"""Before a party ends: what still rests on it, and what happens then."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from municipalities.parties import words
from municipalities.parties.actions import version_of
from municipalities.parties.ending import still_does
from municipalities.parties.forms import EndParty
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import Party
from placements.overview.ending import actions


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def end_party(request: Request, pk: int) -> HttpResponse:
    party, now = get_object_or_404(Party, pk=pk), timezone.now()
    form = EndParty(typed(request), party=party, initial={"version": version_of(party)})

    def act(given: dict[str, Any]) -> Party:
        return actions.end_party(party=party, **given, by=request.actor, at=now)

    return ask_and_do(
        request,
        "placements/overview/ending/end_party.html",
        form=form,
        deed=words.end_party(party),
        act=act,
        back=reverse("administration:party", args=[party.pk]),
        party=party,
        open_cases=actions.open_cases(party, by=request.actor),
        still=still_does(party),
    )
