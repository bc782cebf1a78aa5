"""The first wall: each view says what it needs, and a URL that says nothing is refused at start."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from pact.access.kept import kept, no_role
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.audit.models import Outcome
from pact.audit.record import looked

View = Callable[..., HttpResponse]


def needs(permission: Permission) -> Callable[[View], View]:
    """Let only roles in that hold ``permission``; a visitor goes to the sign-in page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return _not_acting(request)
            if not may(actor.role, permission):
                page = request.resolver_match.view_name
                looked(page, at=timezone.now(), outcome=Outcome.REFUSED)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _not_acting(request: Request) -> HttpResponse:
    """A visitor signs in; whoever did so and has no role today would be sent round in circles."""
    if request.user.is_authenticated:
        return no_role(request)
    if request.method == "POST":
        return kept(request)
    sign_in = redirect_to_login(request.get_full_path())
    # A part of a page would otherwise be filled with the sign-in page.
    return HttpResponseClientRedirect(sign_in.url) if request.htmx else sign_in


def open_to_visitors(view: View) -> View:
    """Say that a view is for everybody, signed in or not; it shows nothing of anybody."""
    view.needs = None  # type: ignore[attr-defined]
    return view
