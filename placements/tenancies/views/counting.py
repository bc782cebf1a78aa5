"""In which year a home counts: another expected start, and a lease that found no place."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from municipalities.places import counting_year
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from placements.proposals.models import Placement
from placements.proposals.news import path_of
from placements.proposals.views.deeds import PAGE, by_whom, offer_deed, placement_or_404
from placements.tenancies import actions
from placements.tenancies.forms import CountForm, ExpectForm
from placements.tenancies.views import words


@asks
@needs(Permission.PLACEMENT_STEER)
def expect_start(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    return offer_deed(
        request,
        placement,
        ExpectForm(typed(request), initial={"expected_on": _first_guess(placement)}),
        words.expecting(placement),
        act=lambda data: actions.expect_start(placement=placement, **data, **by_whom(request)),
    )


def _first_guess(placement: Placement) -> date:
    """As it was expected; else the first day on which the home can be let."""
    return placement.expected_on or max(placement.dwelling.available_from, timezone.localdate())


@asks
@needs(Permission.PLACEMENT_STEER)
@once
def ask_to_count(request: Request, public_id: UUID) -> HttpResponse:
    placement = placement_or_404(request, public_id)
    if not hasattr(placement, "lease"):
        raise Http404
    form = CountForm(typed(request), year=counting_year(placement.lease.starts_on))
    return ask_and_do(
        request,
        PAGE,
        form=form,
        deed=words.asking_to_count(),
        act=lambda _data: actions.ask_to_count(
            placement=placement, **form.asked(), **by_whom(request)
        ),
        back=path_of(placement),
        to=lambda decision: reverse("decisions:detail", args=[decision.public_id]),
        reference=placement.candidate.reference,
    )
