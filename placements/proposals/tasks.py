"""The clock's door to proposals: late answers go to the deputy, and past the last date they lapse."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from pact.access.actor import current_actor
from pact.access.tasks import PactTask
from pact.accounts.office import deputies
from placements.proposals import news
from placements.proposals.actions import lapse_overdue
from placements.proposals.models import Placement, Question
from placements.proposals.states import PlacementStatus
from placements.proposals.terms import who_answers

WARNING = timedelta(days=1)


@shared_task(base=PactTask, purpose="chase")
def chase_overdue_answers() -> int:
    """Tell of late answers and release what is past the corporation's own date. Safe to run twice.

    A message is one row a fact, and a lapsed proposal is no longer open.
    """
    today, now = timezone.localdate(), timezone.now()
    late = Question.objects.filter(
        answer=None, due_on__lt=today, placement__status=PlacementStatus.PROPOSED
    ).select_related("placement")
    for question in late.order_by("due_on", "pk"):
        members = [who_answers(question.placement, question.kind), *deputies(today)]
        news.chase(question.placement, members=members, due_on=question.due_on, at=now)
    proposed = Placement.objects.filter(status=PlacementStatus.PROPOSED)
    for placement in proposed.filter(dwelling__answer_by=today + WARNING):
        news.chase(
            placement,
            members=[placement.agent_id, placement.caseworker_id, *deputies(today)],
            due_on=today + WARNING,
            at=now,
        )
    lapsed = list(proposed.filter(dwelling__answer_by__lt=today))
    for placement in lapsed:
        lapse_overdue(placement=placement, by=current_actor(), at=now)
    return len(lapsed)
