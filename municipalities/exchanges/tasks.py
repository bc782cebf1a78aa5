"""The clock's door to exchanges: a municipality that does not answer in time is asked again."""

from celery import shared_task
from django.utils import timezone

from municipalities.exchanges import news
from municipalities.models import Exchange
from pact.access.tasks import PactTask


@shared_task(base=PactTask, purpose="chase")
def chase_exchanges() -> int:
    """Ask again, once, and tell the coordinators as well. Safe to run twice: one message each."""
    now = timezone.now()
    overdue = Exchange.objects.filter(answer=None, answer_by__lt=timezone.localdate(now))
    late = list(overdue.order_by("answer_by", "pk"))
    for exchange in late:
        news.chase(exchange, at=now)
    return len(late)
