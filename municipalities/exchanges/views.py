"""Homes that move between municipalities: read, ask, answer."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities.exchanges import actions, forms, words
from municipalities.exchanges.news import path_of
from municipalities.exchanges.querysets import visible_in_parts_to, visible_to
from municipalities.models import Exchange, PactYear
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.agreement.models import Municipality
from pact.common.keyset import page_of

PAGE = "exchanges/deed.html"


@require_safe
@needs(Permission.DECISION_READ)
def exchange_list(request: Request) -> HttpResponse:
    rows, parts = visible_to(request.actor), visible_in_parts_to(request.actor)
    page = page_of(request, rows, order=("-asked_at", "-pk"), parts=parts)
    context = {
        "page": page,
        "rows": [(row, words.asked(row)) for row in page.rows],
        "may_ask": may(request.actor.role, Permission.EXCHANGE_ASK),
    }
    return render(request, "exchanges/list.html", context)


def _exchange_or_404(request: Request, public_id: uuid.UUID) -> Exchange:
    return get_object_or_404(visible_to(request.actor), public_id=public_id)


@require_safe
@needs(Permission.DECISION_READ)
def exchange_detail(request: Request, public_id: uuid.UUID) -> HttpResponse:
    exchange = _exchange_or_404(request, public_id)
    may_answer = (
        exchange.answer is None
        and exchange.giving_id == request.actor.municipality_id
        and exchange.asked_by.user_id != request.actor.user_id
        and may(request.actor.role, Permission.EXCHANGE_ANSWER)
    )
    context = {
        "exchange": exchange,
        "sentence": words.asked(exchange),
        "may_answer": may_answer,
    }
    return render(request, "exchanges/detail.html", context)


@asks
@needs(Permission.EXCHANGE_ASK)
@once
def exchange_ask(request: Request) -> HttpResponse:
    now = timezone.now()
    this_year = timezone.localdate(now).year
    years = PactYear.objects.filter(year__gte=this_year).values_list("year", flat=True)
    form = forms.AskExchange(
        typed(request), actor=request.actor, years=list(years), initial=_asked_for(request)
    )

    def act(given: dict[str, Any]) -> Exchange:
        return actions.ask(**given, by=request.actor, at=now)

    back = reverse("exchanges:list")
    return ask_and_do(request, PAGE, form=form, deed=words.ask(), act=act, back=back, to=path_of)


def _asked_for(request: Request) -> dict[str, Any]:
    """The year and the municipality that a page on which a year is full leads here with.

    Whoever asks for their own municipality has no other to choose.
    """
    year, name = request.GET.get("year", ""), request.GET.get("municipality", "")
    if not name or request.actor.municipality_id:
        return {"year": year}
    # Compared here: the database takes not everything that an address may hold.
    named = (place for place in Municipality.objects.all() if place.name == name)
    return {"year": year, "asking": next(named, None)}


@asks
@needs(Permission.EXCHANGE_ANSWER)
@once
def exchange_agree(request: Request, public_id: uuid.UUID) -> HttpResponse:
    return _answer(request, public_id, words.agree, actions.agree)


@asks
@needs(Permission.EXCHANGE_ANSWER)
@once
def exchange_decline(request: Request, public_id: uuid.UUID) -> HttpResponse:
    return _answer(request, public_id, words.decline, actions.decline)


def _answer(request: Request, public_id: uuid.UUID, deed: Any, action: Any) -> HttpResponse:
    exchange, now = _exchange_or_404(request, public_id), timezone.now()

    def act(_given: dict[str, Any]) -> Exchange:
        return action(exchange=exchange, by=request.actor, at=now)

    return ask_and_do(
        request,
        PAGE,
        form=forms.Sure(typed(request)),
        deed=deed(exchange),
        act=act,
        back=path_of(exchange),
    )
