"""The clock's door to delivery, and the doorbell's."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from pact.access.health import sweep_was_here
from pact.access.tasks import PactTask
from pact.outbox import account_mails
from pact.outbox.delivery import deliver

SHORTER_THAN_A_TASK_MAY_LAST = timedelta(minutes=3)


@shared_task(base=PactTask, purpose="deliver", in_pieces=True)
def deliver_due() -> int:
    """Send every message that is due. Runs each minute, and whenever somebody rings."""
    sent = deliver(within=SHORTER_THAN_A_TASK_MAY_LAST)
    sweep_was_here(timezone.now())
    return sent


@shared_task(base=PactTask, purpose="deliver", in_pieces=True)
def deliver_account_mails() -> int:
    """Send every link and notice about an account. Runs each minute, and when one was asked."""
    return account_mails.deliver(within=SHORTER_THAN_A_TASK_MAY_LAST)
