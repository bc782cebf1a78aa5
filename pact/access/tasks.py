"""What every task is: a door like a view, that acts as somebody and carries no person along."""

import logging
import re
from dataclasses import replace

from celery import Task, current_app, shared_task
from celery.exceptions import TaskPredicate
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from pact.access.actor import SYSTEM, Actor, acting_as
from pact.access.permissions import Permission, may
from pact.accounts.models import Membership

logger = logging.getLogger(__name__)

UUID_OR_DATE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d", re.I)

# Nobody who pressed a button waits for a Redis that is down or does not answer.
IMPATIENT = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
}


class TaskFailed(Exception):
    """Tells the log which kind of mistake it was; the mistake's own words may quote a person."""


class MayNoLonger(Exception):
    """Whoever started this task has lost the right to it since."""


class PactTask(Task):
    """Acts as the machine for one ``purpose``, in one transaction, and may run twice.

    A task that commits as it goes sets ``in_pieces`` and opens its own transactions. What somebody
    started carries ``on_behalf_of``, the id of a membership: they stay on every line that is
    written, and whether they may do what the task ``needs`` is asked again when it runs.
    """

    purpose = ""
    needs: Permission | None = None
    in_pieces = False

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.purpose:
            raise TypeError(f"The task {cls.__name__} states no purpose: give it one.")

    def __call__(self, *args: object, on_behalf_of: int | None = None, **kwargs: object) -> object:
        try:
            if self.in_pieces:
                return self.run(*args, **kwargs)
            with acting_as(self.actor_of(on_behalf_of)):
                return self.run(*args, **kwargs)
        except TaskPredicate:
            raise
        except Exception as mistake:
            raise TaskFailed(type(mistake).__name__) from mistake

    def apply_async(self, args=None, kwargs=None, **options: object) -> object:
        only_ids([*(args or ()), *(kwargs or {}).values()])
        return super().apply_async(args, kwargs, **options)

    def actor_of(self, on_behalf_of: int | None) -> Actor:
        """The machine for this purpose, for whoever started it and may do so still."""
        if on_behalf_of is None:
            return Actor.system(self.purpose)
        membership = (
            Membership.objects.open(timezone.localdate())
            .select_related("party")
            .filter(pk=on_behalf_of)
            .first()
        )
        if membership is None or not (self.needs and may(membership.role, self.needs)):
            raise MayNoLonger
        return replace(Actor.of(membership), role=SYSTEM, purpose=self.purpose)


def only_ids(values: list[object]) -> None:
    """Refuse an argument that could tell something about a person."""
    for value in values:
        is_id = value is None or isinstance(value, int)
        if not is_id and not UUID_OR_DATE.fullmatch(str(value)):
            raise ValueError("A task takes ids and dates, and nothing that says who.")


def ask_a_worker(task: str, **ids: object) -> None:
    """Start a task after the commit; when Redis is down, what it was for is found by a sweep."""
    only_ids(list(ids.values()))

    def ask() -> None:
        send(task, ids)

    transaction.on_commit(ask)


def send(task: str, ids: dict[str, object]) -> None:
    """Hand a task to Redis within half a second, or let the sweep find what it was for."""
    options = {**current_app.conf.broker_transport_options, **IMPATIENT}
    try:
        with current_app.connection_for_write(transport_options=options) as broker:
            current_app.send_task(task, kwargs=ids, connection=broker, retry=False)
    except OperationalError:
        logger.warning("Redis does not answer: %s waits for the next sweep", task)


@shared_task(base=PactTask, purpose="forget")
def forget_ended_sessions() -> int:
    """Nobody needs to know when somebody was at work last year. Runs each night."""
    gone, _by_model = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return gone
