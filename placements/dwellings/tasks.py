"""The clock's door to dwellings: an offer whose date has passed is asked about, then expires."""

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from placements.dwellings.actions import ask_or_expire
from placements.dwellings.models import Dwelling


@shared_task(base=PactTask, purpose="chase")
def close_expired_offers() -> int:
    """Ask about, or close, what is past its date. Safe to run twice: what was asked is not asked again."""
    late = Dwelling.objects.past_its_date(timezone.localdate()).order_by("answer_by", "pk")
    for dwelling in late:
        ask_or_expire(dwelling=dwelling, at=timezone.now())
    return len(late)
