"""Where somebody is signed in at this moment. Of a place nothing is kept but since when."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from pact.accounts.models import User
from pact.accounts.sessions import BEGAN, SEEN


@dataclass(frozen=True)
class Place:
    began: datetime
    seen: datetime
    is_this: bool


def places_of(user: User, *, here: SessionBase, at: datetime) -> list[Place]:
    """The sessions that would still open a page, the one of this request first.

    A session tells only when it is unpacked whose it is; there are as many as people at work.
    """
    alive_since = (at - timedelta(seconds=settings.SESSION_IDLE)).timestamp()
    others = Session.objects.filter(expire_date__gt=at).exclude(session_key=here.session_key)
    elsewhere = [
        _place(held)
        for held in (session.get_decoded() for session in others)
        if _is_of(user, held) and held.get(SEEN, 0) >= alive_since
    ]
    newest_first = sorted(elsewhere, key=lambda place: place.seen, reverse=True)
    return [_place(here, is_this=True), *newest_first]


def _is_of(user: User, held: dict) -> bool:
    proof = held.get(HASH_SESSION_KEY, "")
    theirs = held.get(SESSION_KEY) == str(user.pk)
    return theirs and constant_time_compare(proof, user.get_session_auth_hash())


def _place(held: Any, *, is_this: bool = False) -> Place:
    return Place(
        began=datetime.fromtimestamp(held[BEGAN], UTC),
        seen=datetime.fromtimestamp(held[SEEN], UTC),
        is_this=is_this,
    )
