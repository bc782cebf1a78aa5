"""The clock's door to proposals: what is late goes to the deputy, and past the last date they lapse."""

from datetime import date, datetime

from celery import shared_task
from django.utils import timezone

from pact.access.actor import current_actor
from pact.access.tasks import PactTask
from pact.accounts.office import deputies
from placements.proposals import news
from placements.proposals.actions import warn_or_lapse
from placements.proposals.models import Placement, Question
from placements.proposals.states import PlacementStatus
from placements.proposals.terms import warned_up_to, who_answers


@shared_task(base=PactTask, purpose="chase")
def chase_overdue_answers() -> int:
    """Tell of late answers and leases, and warn of or release what the corporation's date ends.

    Safe to run twice: a message is one row a fact, and a proposal is warned of once.
    """
    today, now = timezone.localdate(), timezone.now()
    _tell_late_answers(today, now)
    _tell_late_leases(today, now)
    proposed = Placement.objects.filter(status=PlacementStatus.PROPOSED)
    at_its_end = list(proposed.filter(dwelling__answer_by__lte=warned_up_to(today)))
    for placement in at_its_end:
        warn_or_lapse(placement=placement, by=current_actor(), at=now)
    return len(at_its_end)


def _tell_late_answers(today: date, now: datetime) -> None:
    late = Question.objects.filter(
        answer=None, due_on__lt=today, placement__status=PlacementStatus.PROPOSED
    ).select_related("placement")
    for question in late.order_by("due_on", "pk"):
        members = [who_answers(question.placement, question.kind), *deputies(today)]
        news.chase(question.placement, members=members, due_on=question.due_on, at=now)


def _tell_late_leases(today: date, now: datetime) -> None:
    """What is agreed and was not signed in time."""
    late = Placement.objects.filter(status=PlacementStatus.AGREED, lease_by__lt=today)
    for placement in late.order_by("lease_by", "pk"):
        news.chase_lease(placement, members=[placement.agent_id, *deputies(today)], at=now)
