"""A session ends by itself: after half an hour in which nothing happened, and after a working day."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

BEGAN, SEEN = "began_at", "seen_at"
OFTEN_ENOUGH = timedelta(minutes=1)
"""A session is written once a minute at most: a page that is read asks no write of its own."""


class SessionEnds:
    """Signs out whoever was away too long; the server decides, whatever the cookie says.

    Stands behind the messages, so that the sign-in page can tell why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            keep_or_end(request, at=timezone.now())
        return self.get_response(request)


def keep_or_end(request: HttpRequest, *, at: datetime) -> None:
    """End the session when its time is over, else note that somebody is still there."""
    session, now = request.session, at.timestamp()
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began > settings.SESSION_COOKIE_AGE:
        _end(request, _("You were signed out, because a working day has passed."))
    elif now - seen > settings.SESSION_IDLE:
        _end(request, _("You were signed out, because nothing happened for a while."))
    elif SEEN not in session or now - seen >= OFTEN_ENOUGH.total_seconds():
        session[BEGAN], session[SEEN] = began, now


def _end(request: HttpRequest, why: str) -> None:
    logout(request)
    messages.info(request, why)
