"""The clock's door to signals: who does not look at one in time is asked again."""

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from placements.signals import news
from placements.signals.models import Signal


@shared_task(base=PactTask, purpose="chase")
def chase_signals() -> int:
    """Ask again, once, and tell the deputy as well. Safe to run twice: one message a signal."""
    now = timezone.now()
    overdue = Signal.objects.overdue(timezone.localdate()).select_related("placement")
    late = list(overdue.order_by("due_on", "pk"))
    for signal in late:
        news.chase(signal, at=now)
    return len(late)
