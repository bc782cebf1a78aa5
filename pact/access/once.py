"""A form that creates something creates it once, however often it is sent."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pact.access.models import Submission
from pact.access.requests import Request

View = Callable[..., HttpResponse]
FIELD = "form_key"


def once(view: View) -> View:
    """Run a POST with the same ``form_key`` once; a repeat gets the first one's answer.

    The unique key makes a second request wait for the first. A form that came back with errors
    made nothing, so its key may be used again.
    """

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _key(request)
        if key is None:
            return HttpResponseBadRequest(_("This form is incomplete. Open the page again."))
        Submission.objects.bulk_create(
            [Submission(key=key, user_id=request.actor.user_id)], ignore_conflicts=True
        )
        first = Submission.objects.select_for_update().get(key=key)
        if first.location and first.user_id == request.actor.user_id:
            return redirect(first.location)
        response = view(request, *args, **kwargs)
        if "Location" in response.headers:
            Submission.objects.filter(pk=first.pk).update(location=response.headers["Location"])
        return response

    return guarded


def form_key(request: HttpRequest) -> dict[str, object]:
    """A context processor: the key of a form on this page, the same one when it comes back."""
    return {FIELD: _key(request) or uuid.uuid4()}


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
