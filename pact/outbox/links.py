"""Sends the links with which people set a password: at least once each, until the server took it.

Taking one moves its next try ahead, so that a worker that is killed leaves it to a later sweep.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pact.accounts.invitations import letter_of
from pact.accounts.models import LinkKind, LinkMail
from pact.outbox.delivery import MOST_TRIES, WAITS
from pact.outbox.postman import NobodyThere, NotEver, NotTaken, Postman

logger = logging.getLogger(__name__)

USEFUL_FOR = timedelta(hours=1)
"""Whoever asked for a new password waits for it, and asks again; a day later it would only alarm."""


def deliver_links(*, within: timedelta) -> int:
    """Send all that is due, for at most so long; answer how many the server took."""
    until, sent = time.monotonic() + within.total_seconds(), 0
    with Postman() as postman:
        while time.monotonic() < until and (asked := _take_one(at=timezone.now())):
            if _is_pointless(asked, at=timezone.now()):
                _still_the_same(asked).delete()
                continue
            try:
                sent += _deliver(asked, postman)
            except NobodyThere as problem:
                logger.warning("The mail server takes no links: %s", problem)
                _still_the_same(asked).update(tries=asked.tries - 1, failure=str(problem))
                return sent
    return sent


@transaction.atomic
def _take_one(*, at: datetime) -> LinkMail | None:
    due = LinkMail.objects.filter(is_dead=False, not_before__lte=at).select_related("user")
    free = due.select_for_update(skip_locked=True, of=("self",))
    asked = free.order_by("not_before", "pk").first()
    if asked is not None:
        asked.not_before = at + WAITS[min(asked.tries, len(WAITS) - 1)]
        asked.tries += 1
        asked.save(update_fields=["not_before", "tries"])
    return asked


def _is_pointless(asked: LinkMail, *, at: datetime) -> bool:
    if asked.kind == LinkKind.RESET and at > asked.asked_at + USEFUL_FOR:
        return True
    has_accepted = asked.kind == LinkKind.INVITATION and asked.user.has_usable_password()
    return has_accepted or not asked.user.is_active


def _still_the_same(asked: LinkMail) -> QuerySet[LinkMail]:
    """The row, unless somebody asked again meanwhile: that one is still to be sent."""
    return LinkMail.objects.filter(pk=asked.pk, asked_at=asked.asked_at)


def _deliver(asked: LinkMail, postman: Postman) -> bool:
    """Send one. One that fails stops no other."""
    try:
        postman.send(letter_of(asked))
    except NobodyThere:
        raise
    except NotTaken as problem:
        _note_failure(asked, str(problem), for_good=isinstance(problem, NotEver))
    except Exception as mistake:
        logger.exception("A link could not be made into a mail")
        _note_failure(asked, type(mistake).__name__)
    else:
        _still_the_same(asked).delete()
        return True
    return False


def _note_failure(asked: LinkMail, code: str, *, for_good: bool = False) -> None:
    """Of an invitation the page of people tells; whoever asked for a new password asks again."""
    logger.warning("A link was not taken by the mail server: %s", code)
    is_dead = for_good or asked.tries >= MOST_TRIES
    if is_dead and asked.kind == LinkKind.RESET:
        _still_the_same(asked).delete()
    else:
        _still_the_same(asked).update(failure=code, is_dead=is_dead)
