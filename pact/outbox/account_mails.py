"""Sends the mails about somebody's own account: at least once each, until the server took it.

Taking one moves its next try ahead, so that a worker that is killed leaves it to a later sweep.
"""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import timezone

from pact.access.actor import acting_as
from pact.accounts.invitations import letter_of
from pact.accounts.models import AccountMail, LinkKind, LinkMail, NoticeMail
from pact.accounts.notices import notice_of
from pact.outbox.delivery import DELIVERER, MOST_TRIES, WAITS
from pact.outbox.postman import NobodyThere, NotEver, NotTaken, Postman

logger = logging.getLogger(__name__)

USEFUL_FOR = timedelta(hours=1)
"""Whoever asked for a new password waits for it, and asks again; a day later it would only alarm."""

MAKES_A_MAIL: dict[type[AccountMail], Callable[..., EmailMessage]] = {
    LinkMail: letter_of,
    NoticeMail: notice_of,
}


def deliver(*, within: timedelta) -> int:
    """Send all that is due, for at most so long; answer how many the server took."""
    until, sent = time.monotonic() + within.total_seconds(), 0
    with Postman() as postman:
        for asked in _taken(until):
            try:
                sent += _deliver(asked, postman)
            except NobodyThere as problem:
                logger.warning("The mail server takes nothing about accounts: %s", problem)
                _note(asked, tries=asked.tries - 1, failure=str(problem))
                break
    return sent


def _taken(until: float) -> Iterator[AccountMail]:
    """What is due, one after another, until the time is over."""
    for kind in MAKES_A_MAIL:
        while time.monotonic() < until and (asked := _take_one(kind, at=timezone.now())):
            yield asked


def _take_one(kind: type[AccountMail], *, at: datetime) -> AccountMail | None:
    with acting_as(DELIVERER):
        due = kind.objects.filter(is_dead=False, not_before__lte=at).select_related("user")
        free = due.select_for_update(skip_locked=True, of=("self",))
        asked = free.order_by("not_before", "pk").first()
        if asked is not None:
            asked.not_before = at + WAITS[min(asked.tries, len(WAITS) - 1)]
            asked.tries += 1
            asked.save(update_fields=["not_before", "tries"])
    return asked


def _deliver(asked: AccountMail, postman: Postman) -> bool:
    """Send one, if there is still a point. One that fails stops no other."""
    if _is_pointless(asked, at=timezone.now()):
        _forget(asked)
        return False
    try:
        postman.send(MAKES_A_MAIL[type(asked)](asked))
    except NobodyThere:
        raise
    except NotTaken as problem:
        _note_failure(asked, str(problem), for_good=isinstance(problem, NotEver))
    except Exception as mistake:
        logger.exception("A mail about an account could not be made")
        _note_failure(asked, type(mistake).__name__)
    else:
        _forget(asked)
        return True
    return False


def _is_pointless(asked: AccountMail, *, at: datetime) -> bool:
    if asked.kind == LinkKind.RESET and at > asked.asked_at + USEFUL_FOR:
        return True
    has_accepted = asked.kind == LinkKind.INVITATION and asked.user.has_usable_password()
    return has_accepted or not asked.user.is_active


def _note_failure(asked: AccountMail, code: str, *, for_good: bool = False) -> None:
    """The page of people tells of it; whoever asked for a new password asks again."""
    logger.warning("A mail about an account was not taken by the mail server: %s", code)
    is_dead = for_good or asked.tries >= MOST_TRIES
    if is_dead and asked.kind == LinkKind.RESET:
        _forget(asked)
    else:
        _note(asked, failure=code, is_dead=is_dead)


def _note(asked: AccountMail, **what: object) -> None:
    with acting_as(DELIVERER):
        _still_the_same(asked).update(**what)


def _forget(asked: AccountMail) -> None:
    with acting_as(DELIVERER):
        _still_the_same(asked).delete()


def _still_the_same(asked: AccountMail) -> QuerySet[AccountMail]:
    """The row, unless somebody asked again meanwhile: that one is still to be sent."""
    return type(asked).objects.filter(pk=asked.pk, asked_at=asked.asked_at)
