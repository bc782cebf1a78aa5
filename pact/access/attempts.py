"""What a view does around one action: try it, say how it went, go on."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from pact.access.requests import Request
from pact.common.answers import CONFLICT, refused
from pact.common.refusals import Refused, Stale


def attempt(request: Request, deed: Callable[[], object], *, done: str, back: str) -> HttpResponse:
    """Do it and go back with a word, or say why it was refused."""
    try:
        deed()
    except Refused as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, done)
    return redirect(back)


def refused_in_form(form: Form, refusal: Refused) -> int:
    """Say a refusal above a form that keeps what was typed; answers the status."""
    form.add_error(None, str(refusal))
    keep_up(form, refusal)
    return CONFLICT


def keep_up(form: Form, refusal: Refused) -> None:
    """Give a stale form the version of now: to save it again is a choice then, not an accident."""
    if isinstance(refusal, Stale):
        form.data = form.data.copy()
        form.data["version"] = refusal.version
