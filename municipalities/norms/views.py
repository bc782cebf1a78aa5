"""The administrator's pages about numbers that were agreed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities.norms import actions, forms, words
from municipalities.norms.bounds import bounds_of
from municipalities.norms.history import history_of
from municipalities.norms.listing import Line, grouped, line_of, shown
from pact.access.deeds import ask_and_do, asks, typed
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission
from pact.access.requests import Request
from pact.agreement.models import Norm

PAGE = "administration/norms/deed.html"


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def norms(request: Request) -> HttpResponse:
    """Every number that was agreed, with what comes."""
    today = timezone.localdate()
    return render(request, "administration/norms/list.html", {"groups": grouped(today)})


def _line_or_404(key: str) -> Line:
    rows = list(Norm.objects.filter(key=key))
    if not rows:
        raise Http404
    return line_of(key, rows, timezone.localdate())


def _page_of(line: Line) -> str:
    return reverse("administration:norm", args=[line.key])


@require_safe
@needs(Permission.MANAGE_AGREEMENT)
def norm(request: Request, key: str) -> HttpResponse:
    """One number: what holds, what comes, what held, and who entered it."""
    context = {"line": _line_or_404(key), "history": history_of(key)}
    return render(request, "administration/norms/detail.html", context)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def enter(request: Request, key: str) -> HttpResponse:
    line, now = _line_or_404(key), timezone.now()
    last = Norm.objects.filter(key=key).latest("valid_from")
    form = forms.EnterValue(
        typed(request),
        bounds=bounds_of(key, last.unit),
        unit=words.unit_of(shown(last), key),
        initial={"version": actions.version_of(key)},
    )

    def act(given: dict[str, Any]) -> Norm:
        return actions.enter_value(key=key, **given, by=request.actor, at=now)

    return _answer(request, line, form, words.enter(line), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def change(request: Request, pk: int) -> HttpResponse:
    found, now = get_object_or_404(Norm, pk=pk), timezone.now()
    line = _line_or_404(found.key)
    form = forms.ChangeValue(
        typed(request),
        bounds=bounds_of(found.key, found.unit),
        unit=words.unit_of(shown(found), found.key),
        initial={
            "value": found.value,
            "source": found.source,
            "quote": found.quote,
            "version": actions.version_of(found.key),
        },
    )

    def act(given: dict[str, Any]) -> Norm:
        return actions.change_coming(norm=found, **given, by=request.actor, at=now)

    return _answer(request, line, form, words.change(line), act)


@asks
@needs(Permission.MANAGE_AGREEMENT)
@once
def take_back(request: Request, pk: int) -> HttpResponse:
    found, now = get_object_or_404(Norm, pk=pk), timezone.now()
    line = _line_or_404(found.key)
    form = forms.Unchanged(typed(request), initial={"version": actions.version_of(found.key)})

    def act(given: dict[str, Any]) -> None:
        actions.take_back(norm=found, **given, by=request.actor, at=now)

    return _answer(request, line, form, words.take_back(line, shown(found)), act)


def _answer(request: Request, line: Line, form: Any, deed: Any, act: Any) -> HttpResponse:
    back = _page_of(line)
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=back, line=line)
