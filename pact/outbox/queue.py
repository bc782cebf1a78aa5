"""The only way to tell somebody something: a row, in the transaction of what it tells."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from pact.access.actor import acting_as, current_actor
from pact.accounts.models import Membership
from pact.accounts.standing_in import WhoIsThere
from pact.common.dates import local_date
from pact.outbox import doorbell
from pact.outbox.kinds import KINDS
from pact.outbox.models import Message, MessageState

logger = logging.getLogger(__name__)

MORNING = time(7)


@dataclass(frozen=True)
class About:
    """What a message is about; never whom."""

    kind: str
    public_id: UUID
    reference: str

    def columns(self) -> dict[str, object]:
        """Where it stands in a message."""
        return {
            "object_kind": self.kind,
            "object_id": self.public_id,
            "reference": self.reference,
        }


def tell(
    kind: str,
    *,
    about: About,
    path: str,
    recipients: Iterable[int],
    due_on: date,
    at: datetime,
    act_by: date | None = None,
    is_late: bool = False,
) -> None:
    """Queue one message for each of these memberships, or for whoever stands in for them.

    A reminder about the same object for the same person and date is told once, however often this
    is called; news once for each ``at``. A ``due_on`` in the future is told in the morning of that
    day.
    """
    _refuse_unknown(kind, path)
    there = _whoever_is_there(recipients, on=max(due_on, local_date(at)))
    if not there:
        logger.error("Nobody is there to be told %s about %s", kind, about.public_id)
    fact = {
        **about.columns(),
        **_moments(kind, due_on=due_on, at=at),
        "kind": kind,
        "path": path,
        "act_by": act_by,
        "is_late": is_late,
    }
    rows = [Message(recipient_id=told, meant_for_id=member, **fact) for told, member in there]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    _ring_once_after_commit()


def drop(object_id: UUID, kinds: Iterable[str] | None = None) -> None:
    """Forget what still waits to be told about an object, because it is no longer so."""
    waiting = Message.objects.filter(object_id=object_id, state=MessageState.WAITING)
    if kinds is not None:
        waiting = waiting.filter(kind__in=list(kinds))
    actor = current_actor()
    if actor is None:
        raise RuntimeError("Somebody has to act before a message can be dropped.")
    with acting_as(actor.consequence()):
        waiting.update(state=MessageState.DROPPED)


def _refuse_unknown(kind: str, path: str) -> None:
    """Mistakes of whoever calls, which would only be seen when the mail is made."""
    if kind not in KINDS:
        raise ValueError(f"There is no kind of message called {kind}.")
    if not path.startswith("/"):
        raise ValueError(f"The path of a message starts at the site's root, not with {path[:1]}.")


def _moments(kind: str, *, due_on: date, at: datetime) -> dict[str, object]:
    return {
        "due_on": due_on,
        "occasion": None if KINDS[kind].is_reminder else at,
        "not_before": _morning_of(due_on) if due_on > local_date(at) else at,
        "created_at": at,
    }


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=timezone.get_default_timezone())


def _whoever_is_there(members: Iterable[int], *, on: date) -> list[tuple[int, int]]:
    """Who gets it, with for whom it is meant; in one order, because two transactions that add the
    same rows must not wait for each other.
    """
    asked = Membership.objects.filter(pk__in=list(members)).order_by()
    return sorted(asked.values_list(WhoIsThere("pk", on), "pk"))


def _ring_once_after_commit() -> None:
    """A sweep tells a hundred people something, and rings once."""
    if doorbell.ring not in [entry[1] for entry in connection.run_on_commit]:
        transaction.on_commit(doorbell.ring)
