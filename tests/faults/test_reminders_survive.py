"""Each reminder of an introduction is made once and sent, by two clocks, whatever is killed."""

import pytest

from tests.faults.engines import wait_for
from tests.pact.outbox.messages import messages
from tests.placements.introductions.late import introduced_too_late, reminders_of

PATIENCE = 60  # on a busy machine a worker needs a while to start

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LATE, KILLS = 5, 2


def made() -> list[tuple]:
    return sorted(
        (row.kind, row.object_id, row.recipient_id, row.due_on)
        for row in messages(kind__in=["introduction_due", "introduction_overdue"])
        + messages(kind="first_contact_missing")
    )


def test_two_clocks_make_and_send_each_reminder_once_whatever_is_killed(
    redis, new_worker, mailbox, people
):
    """One is killed while it sends, and its clock with it; Redis comes back empty for the other."""
    mailbox.seconds_a_mail = 0.05
    late = introduced_too_late(people, LATE)
    redis.start()
    first, second = new_worker(), new_worker()
    assert wait_for(lambda: len(mailbox.mails) > LATE, seconds=PATIENCE), first.said
    first.kill_whoever_sends()
    redis.kill()
    late += introduced_too_late(people, LATE)
    redis.start()
    expected = reminders_of(people, late)
    assert wait_for(lambda: len(made()) == len(expected), seconds=PATIENCE), second.said
    first.kill()

    assert wait_for(lambda: not messages(state="waiting"), seconds=PATIENCE), second.said
    assert made() == expected
    copies = mailbox.copies()
    assert copies.keys() == {f"<{message.public_id}@pact.example>" for message in messages()}
    assert sum(copies.values()) <= len(expected) + KILLS  # at most one mail in flight a kill
