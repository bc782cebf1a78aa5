"""The pages of dwellings: the list, one home, and the deeds of corporation and coordinator."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.access.deeds import Deed, ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.accounts.roles import Role
from pact.agreement.norms import norm
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, page_or_part
from pact.common.dates import working_days_after
from pact.common.keyset import page_of
from placements.dwellings import actions, words
from placements.dwellings.disclosure import shown_to_owner, with_reason
from placements.dwellings.filters import DwellingFilter
from placements.dwellings.forms import ChangeDwelling, OfferDwelling, as_typed
from placements.dwellings.models import Dwelling
from placements.dwellings.proposed import proposed_for
from placements.dwellings.states import OFF_THE_TABLE


def _dwelling_or_404(request: Request, public_id: uuid.UUID) -> Dwelling:
    rows = with_reason(Dwelling.objects.visible_to(request.actor).for_page().with_others())
    return get_object_or_404(rows, public_id=public_id)


def _detail(dwelling: Dwelling) -> str:
    return reverse("dwellings:detail", args=[dwelling.public_id])


@require_safe
@needs(Permission.DWELLING_READ)
def dwelling_list(request: Request) -> HttpResponse:
    now = timezone.now()
    of_all = request.actor.is_a(Role.COORDINATOR)
    narrowed = DwellingFilter(request.GET or None, of_all=of_all)
    rows = with_reason(Dwelling.objects.visible_to(request.actor).for_page())
    page = page_of(request, narrowed.narrow(rows))
    looked("dwellings:list", at=now, rows=len(page.rows))
    template = page_or_part(request, "placements/dwellings/list.html", "rows")
    today = timezone.localdate(now)
    context = {
        "filter": narrowed,
        "page": page,
        "rows": [shown_to_owner(row, today=today) for row in page.rows],
        "of_all": of_all,
    }
    return render(request, template, context, status=UNREADABLE if narrowed.errors else 200)


@require_safe
@needs(Permission.DWELLING_READ)
def dwelling_detail(request: Request, public_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    dwelling = _dwelling_or_404(request, public_id)
    looked("dwellings:detail", dwelling, at=now)
    today = timezone.localdate(now)
    context = {
        "dwelling": shown_to_owner(dwelling, today=today),
        "placements": proposed_for(dwelling, by=request.actor),
        "expires_on": actions.expires_on(dwelling) if dwelling.asked_on else None,
        "is_owner": request.actor.is_a(Role.LETTING_AGENT),
    }
    return render(request, "placements/dwellings/detail.html", context)


@asks
@needs(Permission.DWELLING_OFFER)
@once
def dwelling_offer(request: Request) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    wanted = working_days_after(today, norm("offer_answer_days", today))
    form = OfferDwelling(
        typed(request),
        municipality=request.GET.get("municipality", ""),
        initial=_again(request)
        or {"answer_by": wanted, "available_from": today, "accessibility": "none"},
    )

    def act(_given: dict[str, Any]) -> Dwelling:
        return actions.offer_dwelling(offer=form.offer(), by=request.actor, at=now)

    return _typed_form(
        request, form, words.offer(), act=act, back=reverse("dwellings:list"), to=_detail
    )


def _again(request: Request) -> dict[str, Any]:
    """A home that left the table, to be offered again: its old dates hold no more."""
    with suppress(ValidationError):
        rows = Dwelling.objects.visible_to(request.actor).filter(status__in=OFF_THE_TABLE)
        found = rows.filter(public_id=request.GET.get("again")).first()
        if found is not None:
            return as_typed(found) | {"available_from": None, "answer_by": None}
    return {}


@asks
@needs(Permission.DWELLING_OFFER)
def dwelling_change(request: Request, public_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    dwelling = _dwelling_or_404(request, public_id)
    form = ChangeDwelling(
        typed(request),
        municipality=request.GET.get("municipality", ""),
        initial=as_typed(dwelling),
    )

    def act(given: dict[str, Any]) -> Dwelling:
        said = {"offer": form.offer(), "version": given["version"]}
        return actions.change_dwelling(dwelling=dwelling, **said, by=request.actor, at=now)

    return _typed_form(request, form, words.change(), act=act, back=_detail(dwelling))


def _typed_form(request: Request, form: OfferDwelling, deed: Deed, **how: Any) -> HttpResponse:
    """A changed municipality asks for the districts alone; without JavaScript all stand there."""
    template = page_or_part(request, "placements/dwellings/offer.html", "district")
    return ask_and_do(request, template, form=form, deed=deed, address=request.path, **how)


def ask_about_home(
    request: Request,
    home: Dwelling,
    deed: Deed,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """The page of a deed about a home, for its corporation; also of those later on the road."""
    return ask_and_do(
        request,
        "placements/dwellings/deed.html",
        form=form,
        deed=deed,
        act=act,
        back=_detail(home),
        home=home,
    )
