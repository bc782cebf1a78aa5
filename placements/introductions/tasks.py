"""The clock's door: who introduces, and who decides on an exception, hears of it in time."""

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from placements.introductions import reminders
from placements.introductions.actions.catching_up import chase_plans
from placements.introductions.actions.exemptions import chase_decisions
from placements.introductions.actions.redrawn import tell_of_redrawn_areas


@shared_task(base=PactTask, purpose="remind")
def remind_introducers() -> int:
    """Remind whoever has something to do for a newcomer. Safe to run twice, at once, or days late."""
    today, at = timezone.localdate(), timezone.now()
    chase_decisions(today=today, at=at)
    chase_plans(today=today, at=at)
    tell_of_redrawn_areas(today=today, at=at)
    return reminders.remind(today=today, at=at)
