"""The clock's door to the years: next year's places exist in time, whoever forgets."""

from celery import shared_task
from django.utils import timezone

from municipalities.opening.actions import open_years
from pact.access.tasks import PactTask


@shared_task(base=PactTask, purpose="open_years")
def open_due_years() -> int:
    """Give the years that are due their places. Safe to run twice: a year that is there stays."""
    return len(open_years(at=timezone.now()))
