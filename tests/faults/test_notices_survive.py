"""What is told about an account is told, whatever is killed; a second copy is recognised as the same."""

import pytest
from django.db.models import F
from django.utils import timezone

from pact.access.tasks import send
from pact.accounts.invitations import SENT_BY
from pact.accounts.models import NoticeKind, NoticeMail
from pact.accounts.notices import ask_for_notice
from pact.outbox.delivery import WAITS
from tests.database import arranging
from tests.factories import MembershipFactory
from tests.faults.engines import wait_for

PATIENCE = 60

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(people) -> dict[str, int]:
    """Many whose second factor was removed; the Message-IDs that they are to get, once each."""
    users = [MembershipFactory().user for _ in range(30)]
    with arranging():
        for user in users:
            ask_for_notice(user, NoticeKind.FACTOR_GONE, at=timezone.now())
        return {f"<{row.public_id}@pact.example>": 1 for row in NoticeMail.objects.all()}


def all_sent() -> bool:
    with arranging():
        return not NoticeMail.objects.exists()


def a_minute_later() -> None:
    """What a killed worker had taken is tried again; nobody waits for the clock here."""
    with arranging():
        NoticeMail.objects.update(not_before=F("not_before") - WAITS[0])


def test_a_worker_that_is_killed_while_it_tells_loses_no_mail(redis, new_worker, mailbox, told):
    mailbox.seconds_a_mail = 0.03
    redis.start()
    worker = new_worker(clock=False)
    for kill in range(1, 3):
        send(SENT_BY, {})
        assert wait_for(lambda so_far=8 * kill: len(mailbox.mails) >= so_far, seconds=PATIENCE)
        worker.kill_whoever_sends()
        a_minute_later()
    worker.kill()
    new_worker(clock=False)
    send(SENT_BY, {})

    assert wait_for(all_sent, seconds=PATIENCE), worker.said
    copies = mailbox.copies()
    assert copies.keys() == told.keys()
    assert sum(copies.values()) <= len(told) + 3  # at most one mail in flight a kill


def test_with_redis_down_they_wait_for_the_sweep(redis, new_worker, mailbox, told):
    send(SENT_BY, {})
    assert not all_sent()

    redis.start()
    new_worker(clock=False)
    send(SENT_BY, {})

    assert wait_for(all_sent, seconds=PATIENCE)
    assert mailbox.copies() == told
