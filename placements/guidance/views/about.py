"""The page that asks something about a case or a guidance track before a deed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.deeds import Deed, ask_and_do
from pact.access.requests import Request
from placements.candidates.models import Candidate
from placements.guidance.models import Guidance

PAGE = "placements/guidance/ask.html"

Act = Callable[[dict[str, Any]], object]


def ask_about_case(
    request: Request,
    candidate: Candidate,
    deed: Deed,
    form: forms.Form,
    act: Act,
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    back = reverse("candidates:file", args=[candidate.public_id])
    of = {"reference": candidate.reference, "back_label": _("Candidate")}
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=back, to=to, **of)


def ask_about_track(
    request: Request,
    guidance: Guidance,
    deed: Deed,
    form: forms.Form,
    act: Act,
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """``to`` is where its answer leads when the track is out of sight then."""
    back = reverse("guidance:track", args=[guidance.public_id])
    of = {"reference": _whose(guidance), "back_label": _("Guidance")}
    return ask_and_do(request, PAGE, form=form, deed=deed, act=act, back=back, to=to, **of)


def _whose(guidance: Guidance) -> str:
    """Of a household with several people, whose guidance it is: each has pages that look alike."""
    reference, number = guidance.candidate.reference, guidance.uitstromer.number
    if guidance.candidate.uitstromers.count() == 1:
        return reference
    return _("%(reference)s, person %(number)s") % {"reference": reference, "number": number}
