"""The clock's door to applications: whose turn it is hears that the term has passed."""

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from placements.candidates.actions.news import chase, look_again
from placements.candidates.models import Candidate


@shared_task(base=PactTask, purpose="chase")
def chase_applications() -> int:
    """Ask once more, the deputy or the caseworker. Safe to run twice: one message a term."""
    now = timezone.now()
    late = list(Candidate.objects.past_their_term(timezone.localdate(now)))
    for candidate in late:
        chase(candidate, at=now)
    return len(late)


@shared_task(base=PactTask, purpose="chase")
def look_again_at_holds() -> int:
    """Ask whether a case on hold can go on. Safe to run twice: one message a day to look."""
    now = timezone.now()
    return look_again(list(Candidate.objects.on_hold()), at=now)
