"""How a page answers: as a whole or in part, or that a deed was refused, why, and what to do."""

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


def page_or_part(request: HttpRequest, page: str, part: str) -> str:
    """The template of a whole page, or of the one part that htmx asks of it, at the same address.

    The browser's history wants the page; so does a sent form, which comes back with its faults.
    Every answer varies by ``HX-Request``, so that none is taken for the other.
    """
    asks_part = request.htmx and request.method != "POST"
    return f"{page}#{part}" if asks_part and not request.htmx.history_restore_request else page
