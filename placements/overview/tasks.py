"""The clock's door: every night, whether the promises hold."""

import logging

from celery import shared_task
from django.utils import timezone

from pact.access.tasks import PactTask
from pact.accounts.office import coordinators
from pact.outbox.queue import tell
from placements.overview.promises import broken_promises

logger = logging.getLogger(__name__)


@shared_task(base=PactTask, purpose="check")
def check_promises() -> int:
    """Tell the coordinators of every promise that does not hold. Safe to run twice: once a day each."""
    now = timezone.now()
    today = timezone.localdate(now)
    broken = list(broken_promises(today))
    for promise in broken:
        tell(
            "promise_broken",
            about=promise.about,
            path=promise.path,
            recipients=coordinators(today),
            due_on=today,
            at=now,
        )
    if broken:
        logger.error("%s promises do not hold.", len(broken))
    return len(broken)
