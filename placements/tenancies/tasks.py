"""The clock's door to leases: a start that nobody confirmed, and a transfer that is due, are asked about."""

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from pact.accounts.office import deputies
from placements.proposals import news
from placements.proposals.states import PlacementStatus
from placements.tenancies.models import Lease


@shared_task(base=PactTask, purpose="chase")
def chase_overdue_starts() -> int:
    """Ask, once a start date, whether a lease started. Safe to run twice: one message a fact."""
    today, now = timezone.localdate(), timezone.now()
    waiting = Lease.objects.filter(
        started_on=None, starts_on__lt=today, placement__status=PlacementStatus.LEASED
    ).select_related("placement")
    overdue = list(waiting.order_by("starts_on", "pk"))
    for lease in overdue:
        members = [lease.placement.agent_id, *deputies(today)]
        news.ask_about_start(lease.placement, members=members, starts_on=lease.starts_on, at=now)
    return len(overdue)


@shared_task(base=PactTask, purpose="chase")
def ask_for_transfers() -> int:
    """Ask for each lease that is to come in the tenant's own name by now. Safe to run twice."""
    today, now = timezone.localdate(), timezone.now()
    due = list(Lease.objects.to_transfer(today).select_related("placement").order_by("pk"))
    for lease in due:
        news.ask_about_transfer(lease.placement, due_on=lease.transfer_due, at=now)
    return len(due)
