"""Sends what is due: at least once each, marked right after the mail server took it.

A worker that is killed leaves a lease that runs out, and the mail it had not marked goes once more
with the same Message-ID. Marking before sending would lose it instead.
"""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, F, Value, When
from django.urls import reverse
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.accounts.office import coordinators
from pact.common.dates import local_date
from pact.outbox.mail import mail_of
from pact.outbox.models import Message, MessageState
from pact.outbox.postman import NobodyThere, NotEver, NotTaken, Postman
from pact.outbox.queue import About, tell

logger = logging.getLogger(__name__)

DELIVERER = Actor.system("deliver")
CHUNK = 50
LEASE = timedelta(seconds=4 * settings.EMAIL_TIMEOUT)
# How long to wait after each failed try: an afternoon of trouble passes, a day and a half does not.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 1440)]
MOST_TRIES = len(WAITS) + 1


def deliver(*, within: timedelta) -> int:
    """Send all that is due, for at most so long; answer how many the server took."""
    until, sent = time.monotonic() + within.total_seconds(), 0
    with Postman() as postman:
        while chunk := _lease_a_chunk(at=timezone.now()):
            for message in chunk:
                if time.monotonic() > until:
                    _give_back(chunk)
                    return sent
                try:
                    sent += _deliver(message, postman)
                except NobodyThere as problem:
                    logger.warning("The mail server takes nothing: %s", problem)
                    _give_back(chunk)
                    return sent
    return sent


def _lease_a_chunk(*, at: datetime) -> list[Message]:
    with acting_as(DELIVERER):
        due = Message.objects.due(at).select_related("recipient__user", "recipient__party")
        free = due.select_for_update(skip_locked=True, of=("self",))
        chunk = list(free.order_by("not_before", "pk")[:CHUNK])
        until = at + LEASE
        Message.objects.filter(pk__in=[row.pk for row in chunk]).update(lease_until=until)
    for message in chunk:
        message.lease_until = until
    return chunk


def _deliver(message: Message, postman: Postman) -> bool:
    """Send one, if it still must be sent and by us. One that fails stops no other."""
    if not _is_still_ours(message, at=timezone.now()):
        return False
    try:
        _refuse_whoever_left(message)
        postman.send(mail_of(message))
    except NobodyThere:
        raise
    except NotTaken as problem:
        _note_failure(message, str(problem), at=timezone.now(), for_good=type(problem) is NotEver)
    except Exception as mistake:
        logger.exception("A message could not be made into a mail")
        _note_failure(message, type(mistake).__name__, at=timezone.now())
    else:
        _mark_sent(message, at=timezone.now())
        return True
    return False


def _is_still_ours(message: Message, *, at: datetime) -> bool:
    """Take the lease anew; it may have run out while the mails before this one were slow."""
    mine = Message.objects.waiting().filter(pk=message.pk, lease_until=message.lease_until)
    until = at + LEASE
    with acting_as(DELIVERER):
        is_ours = mine.update(lease_until=until) == 1
    if is_ours:
        message.lease_until = until
    return is_ours


def _refuse_whoever_left(message: Message) -> None:
    member, today = message.recipient, timezone.localdate()
    has_left = (member.ended_on and member.ended_on <= today) or member.party.has_ended(today)
    if has_left or not member.user.is_active:
        raise NotEver("recipient left")


def _mark_sent(message: Message, *, at: datetime) -> None:
    """What was dropped in the second that it was sent stays dropped, with its moment."""
    now_sent = When(state=MessageState.WAITING, then=Value(MessageState.SENT))
    state = Case(now_sent, default=F("state"))
    with acting_as(DELIVERER):
        Message.objects.filter(pk=message.pk).update(
            state=state, sent_at=at, lease_until=None, last_error=""
        )


def _note_failure(message: Message, code: str, *, at: datetime, for_good: bool = False) -> None:
    tries = message.tries + 1
    is_dead = for_good or tries >= MOST_TRIES
    with acting_as(DELIVERER):
        Message.objects.waiting().filter(pk=message.pk).update(
            state=MessageState.DEAD if is_dead else MessageState.WAITING,
            not_before=at if is_dead else at + WAITS[tries - 1],
            tries=tries,
            last_error=code,
            lease_until=None,
        )
        if is_dead:
            _tell_the_coordinators(message, at=at)


def _tell_the_coordinators(message: Message, *, at: datetime) -> None:
    """That a message about a message is dead is told to nobody, or it would go on for ever."""
    if message.kind == "message_dead":
        return
    today = local_date(at)
    tell(
        "message_dead",
        about=About("message", message.public_id, message.reference),
        path=f"{reverse('outbox:messages')}?state={MessageState.DEAD}",
        recipients=[pk for pk in coordinators(today) if pk != message.recipient_id],
        due_on=today,
        at=at,
    )


def _give_back(chunk: list[Message]) -> None:
    """Let go of what was not sent; a server that is away uses up nobody's tries."""
    leases = {message.lease_until for message in chunk}
    ours = Message.objects.waiting().filter(pk__in=[row.pk for row in chunk])
    with acting_as(DELIVERER):
        ours.filter(lease_until__in=leases).update(lease_until=None)
