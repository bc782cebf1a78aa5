"""Sweeps over guidance. No rules here, and once more does no harm."""

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from placements.guidance.reminders import remind


class Remind(PactTask):
    purpose = "remind"


@shared_task(base=Remind)
def remind_contact_moments() -> None:
    """Remind coaches, then their leads, then the coordinator, of contact moments."""
    remind(timezone.now())
