"""Sweeps over guidance. No rules here, and once more does no harm."""

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from placements.guidance.actions.takeovers import chase
from placements.guidance.models import Takeover
from placements.guidance.reminders import remind, remind_of_the_last_day


@shared_task(base=PactTask, purpose="chase")
def chase_takeovers() -> int:
    """Ask once more whether somebody takes a case over. Safe to run twice: one message a question."""
    now = timezone.now()
    late = list(Takeover.objects.overdue(timezone.localdate(now)))
    for takeover in late:
        chase(takeover, at=now)
    return len(late)


@shared_task(base=PactTask, purpose="remind")
def remind_contact_moments() -> None:
    """Remind coaches, then their leads, then the coordinator, of contact moments; and of their end."""
    now = timezone.now()
    remind(now)
    remind_of_the_last_day(now)
