"""The doors to making a report: the doorbell's, and the clock's for rings that were lost."""

from uuid import UUID

from celery import shared_task

from pact.access.permissions import Permission
from pact.access.tasks import PactTask, ask_a_worker
from placements.reporting.actions import MAKE
from placements.reporting.making import make
from placements.reporting.models import Report


@shared_task(
    base=PactTask,
    purpose="report",
    needs=Permission.REPORT_MAKE,
    in_pieces=True,
    bind=True,
    soft_time_limit=180,
    time_limit=210,
)
def make_report(self, report_id: str) -> None:
    """Make one report. Started twice, it is made once."""
    make(UUID(report_id), self.actor_of)


@shared_task(base=PactTask, purpose="report")
def make_waiting_reports() -> int:
    """Ask again for every report that waits, or whose maker died. Runs each minute."""
    waiting = list(Report.objects.to_make().values_list("public_id", flat=True))
    for public_id in waiting:
        ask_a_worker(MAKE, report_id=str(public_id))
    return len(waiting)
