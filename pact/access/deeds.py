"""A deed with a page of its own: it says what happens, asks what is needed, and does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pact.access.attempts import refused_in_form
from pact.access.requests import Request
from pact.common.answers import UNREADABLE
from pact.common.refusals import Refused, Stale

asks = require_http_methods(["GET", "HEAD", "POST"])
"""For the page of a deed: it asks when it is opened, and does when it is sent."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """The words around a form: what is asked, what follows from it, who will read it."""

    title: str
    submit: str
    done: str
    lead: str = ""
    consequences: Sequence[str] = ()
    danger: bool = False
    who_sees: str = ""


def typed(request: Request) -> QueryDict | None:
    """What was sent, also when it is nothing: a form that was sent empty is not a fresh one."""
    return request.POST if request.method == "POST" else None


def ask_and_do(
    request: Request,
    template: str,
    *,
    form: forms.Form,
    deed: Deed,
    act: Callable[[dict[str, Any]], object],
    back: str,
    to: Callable[[Any], str] | None = None,
    **context: object,
) -> HttpResponse:
    """Ask on GET, do on POST. What was typed stays when it cannot be read, or is refused.

    ``back`` is where Cancel leads; ``to`` makes of what the deed gave where its answer leads.
    """
    status, theirs = UNREADABLE if form.errors else 200, None
    if form.is_valid():
        try:
            result = act(form.cleaned_data)
        except Refused as refusal:
            status = refused_in_form(form, refusal)
            theirs = refusal.theirs if isinstance(refusal, Stale) else None
        else:
            messages.success(request, deed.done)
            return redirect(to(result) if to else back)
    context |= {"form": form, "deed": deed, "back": back, "theirs": theirs}
    return render(request, template, context, status=status)
