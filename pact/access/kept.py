"""What was typed is never lost: not when the session ended, not when another tab signed in again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pact.common.answers import CONFLICT

NOT_TYPED = {"csrfmiddlewaretoken"}


def kept(request: HttpRequest) -> HttpResponse:
    """A page that holds what was sent, to send it once more. Nothing of it is stored anywhere."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
        for value in values
    ]
    return render(request, "kept.html", {"typed": typed}, status=CONFLICT)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of ours that was open too long is kept; what another site sent is refused.

    So are the forms of visitors: they hold passwords, which no page repeats.
    """
    if _is_from_here(request) and _is_for_members(request):
        return kept(request)
    return render(request, "403_csrf.html", status=403)


def _is_for_members(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "needs", None) is not None


def _is_from_here(request: HttpRequest) -> bool:
    """Browsers name the site of a form that is sent, and no page can make them name another."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
