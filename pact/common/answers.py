"""How a page says that a deed was refused: nothing changed, why, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pact.common.refusals import Refused, Stale

CONFLICT = 409
UNREADABLE = 422


def refused(request: HttpRequest, refusal: Refused, *, back: str) -> HttpResponse:
    """The page after a deed that came too late, or that the agreement does not allow."""
    context = {
        "refusal": str(refusal),
        "theirs": refusal.theirs if isinstance(refusal, Stale) else None,
        "back": back,
    }
    return render(request, "409.html", context, status=CONFLICT)
