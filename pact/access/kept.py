"""What was typed is never lost: not when a session ended, others were busy, or we failed.

The answer holds what was sent, to send it once more. Nothing of it is stored anywhere.
"""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from pact.common.answers import CONFLICT
from pact.common.logs import request_number
from pact.common.refusals import Refused

NOT_TYPED = {"csrfmiddlewaretoken"}
SERVER_ERROR = 500


def kept(request: HttpRequest, why: Refused | None = None, *, first: str = "") -> HttpResponse:
    """A page that sends it once more: ``why`` not yet, or because of who is signed in.

    ``first`` is the address of what has to be done before, in a tab beside it.
    """
    context = {"typed": _typed(request), "why": str(why) if why else "", "first": first}
    return render(request, "kept.html", context, status=CONFLICT)


def role_refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The role of today may not do this; perhaps the one in which the form was opened may."""
    return render(request, "403.html", {"typed": _typed_by_member(request)}, status=403)


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent and forbidden are one answer, also to a form: it holds only what its sender typed."""
    return render(request, "404.html", {"typed": _typed_by_member(request)}, status=404)


def no_role(request: HttpRequest) -> HttpResponse:
    """Signed in, and without a role since; what was typed can be sent once there is one again."""
    return render(
        request, "accounts/no_role.html", {"typed": _typed_by_member(request)}, status=403
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """We failed. Whatever is broken, this page asks nothing of the database."""
    context = {
        "typed": _typed_by_member(request),
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
        "number": request_number.get(),
    }
    return HttpResponse(render_to_string("500.html", context), status=SERVER_ERROR)


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


def _typed_by_member(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, but not what visitors type: that may be a password."""
    return _typed(request) if _is_for_members(request) else []


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
        for value in values
    ]
