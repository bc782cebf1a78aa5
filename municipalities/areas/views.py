"""The administrator's pages about introduction areas."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities.areas import actions, forms, words
from municipalities.areas.querysets import (
    by_municipality,
    districts_of,
    parts_of,
    with_districts,
    work_in,
)
from municipalities.models import AreaWork, IntroductionArea
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import Municipality

PAGE = "administration/areas/deed.html"
A_DAY = timedelta(days=1)


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def area_list(request: Request) -> HttpResponse:
    places = by_municipality(timezone.localdate())
    return render(request, "administration/areas/list.html", {"places": places})


def _area_or_404(pk: int) -> IntroductionArea:
    return get_object_or_404(IntroductionArea.objects.select_related("municipality"), pk=pk)


def _page_of(area: IntroductionArea) -> str:
    return reverse("administration:area", args=[area.pk])


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def area_detail(request: Request, pk: int) -> HttpResponse:
    """One area: its districts and who introduces there, with the days on which that holds."""
    area = _area_or_404(pk)
    context = {
        "area": area,
        "last_day": area.valid_to and area.valid_to - A_DAY,
        "parts": [(part, part.valid_to and part.valid_to - A_DAY) for part in parts_of(area)],
        "work": [(work, work.valid_to and work.valid_to - A_DAY) for work in work_in(area)],
    }
    return render(request, "administration/areas/detail.html", context)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def draw(request: Request, code: str) -> HttpResponse:
    municipality, now = get_object_or_404(Municipality, code=code), timezone.now()
    form = forms.DrawArea(
        typed(request),
        there=districts_of(municipality, timezone.localdate(now)),
        initial={"version": actions.version_now()},
    )

    def act(given: dict[str, Any]) -> IntroductionArea:
        return actions.draw(municipality=municipality, **given, by=request.actor, at=now)

    back = reverse("administration:areas")
    deed = words.draw(municipality)
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=back, to=_page_of)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def redraw(request: Request, pk: int) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    area = get_object_or_404(with_districts(today), pk=pk)
    form = forms.RedrawArea(
        typed(request),
        there=districts_of(area.municipality, today),
        initial={"version": actions.version_now(), "districts": area.district_ids},
    )

    def act(given: dict[str, Any]) -> IntroductionArea:
        return actions.redraw(area=area, **given, by=request.actor, at=now)

    return _answer(request, area, form, words.redraw(area), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def close(request: Request, pk: int) -> HttpResponse:
    area, now = _area_or_404(pk), timezone.now()
    form = forms.CloseArea(typed(request), initial={"version": actions.version_now()})

    def act(given: dict[str, Any]) -> IntroductionArea:
        return actions.close(area=area, **given, by=request.actor, at=now)

    return _answer(request, area, form, words.close(area), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def give(request: Request, pk: int) -> HttpResponse:
    area, now = _area_or_404(pk), timezone.now()

    def act(given: dict[str, Any]) -> AreaWork:
        return actions.let_introduce(area=area, **given, by=request.actor, at=now)

    return _answer(request, area, forms.GiveArea(typed(request)), words.give(area), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def stop(request: Request, pk: int) -> HttpResponse:
    rows = AreaWork.objects.select_related("area", "party")
    work, now = get_object_or_404(rows, pk=pk), timezone.now()

    def act(given: dict[str, Any]) -> AreaWork:
        return actions.stop_introducing(work=work, **given, by=request.actor, at=now)

    return _answer(request, work.area, forms.StopIntroducing(typed(request)), words.stop(work), act)


def _answer(
    request: Request, area: IntroductionArea, form: Any, deed: Any, act: Any
) -> HttpResponse:
    back = _page_of(area)
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=back, area=area)
