"""Rights are given by whoever proved a moment ago who they are: a screen left open is anybody's."""

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.kept import kept
from pact.common.refusals import Refused

View = Callable[..., HttpResponse]


def fresh(view: View) -> View:
    """Ask for the password or the second factor again, once a quarter of an hour.

    A page leads there and comes back by itself; what was sent is kept meanwhile.
    """
    strictly = reauthentication_required(view, enabled=_is_asked)

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return strictly(request, *args, **kwargs)
        except ReauthenticationRequired:
            if request.method != "POST":
                raise
            why = Refused(_("Who gives rights shows once more who they are. Then send it again."))
            return kept(request, why, first=reverse("account_reauthenticate"))

    return guarded


def _is_asked(_request: HttpRequest) -> bool:
    """Not in a demonstration, where one click signs anybody in."""
    return settings.SECOND_FACTOR_REQUIRED
