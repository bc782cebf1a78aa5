"""What everybody may ask, signed in or not: another language, and whether the site is well."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from pact.access.health import is_ready
from pact.access.needs import open_to_visitors
from pact.access.requests import Request
from pact.accounts.models import User

A_YEAR = 60 * 60 * 24 * 365
NOT_READY = 503


@require_POST
@open_to_visitors
def set_language(request: Request) -> HttpResponse:
    """Go on in the chosen language, where one was; a person's choice is kept with the person."""
    response = redirect(_where_one_was(request))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _where_one_was(request: Request) -> str:
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else "/"


@require_safe
@open_to_visitors
def livez(_request: Request) -> HttpResponse:
    """Whether this process answers at all; asks nothing of anything else."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@open_to_visitors
def readyz(_request: Request) -> HttpResponse:
    """Whether requests may be sent here. What is wrong is in the log, not in the answer."""
    if is_ready():
        return HttpResponse("ok", content_type="text/plain")
    return HttpResponse("not ready", status=NOT_READY, content_type="text/plain")
