"""Whatever is killed, every message is sent; a second copy has the Message-ID of the first."""

import json
import random
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pact.outbox import doorbell
from pact.outbox.models import Message
from tests.database import arranging
from tests.faults.engines import wait_for
from tests.pact.outbox.messages import messages

PATIENCE = 60  # on a busy machine a worker needs a while to start

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def all_sent() -> bool:
    return not messages(state="waiting")


def expected_copies() -> dict[str, int]:
    return {f"<{message.public_id}@pact.example>": 1 for message in messages()}


def test_a_request_answers_while_redis_is_down_and_the_sweep_delivers_later(
    redis, new_worker, mailbox, tell_many, people, signed_in
):
    """F1."""
    tell_many(1, at=timezone.now())
    with arranging():
        Message.objects.update(state="dead")
    (message,) = messages()
    client = signed_in(people.coordinator)

    before = time.monotonic()
    answer = client.post(reverse("outbox:resend", args=[message.public_id]))
    assert (answer.status_code, time.monotonic() - before < 3) == (302, True)

    redis.start()
    new_worker()
    assert wait_for(all_sent, seconds=PATIENCE)
    assert mailbox.copies() == expected_copies()


def test_a_redis_that_comes_back_empty_loses_no_message(redis, new_worker, mailbox, tell_many):
    """F2."""
    redis.start()
    worker = new_worker()
    tell_many(10, at=timezone.now())
    assert wait_for(lambda: mailbox.mails, seconds=PATIENCE)
    redis.kill()
    tell_many(10, at=timezone.now() - timedelta(days=1))
    redis.start()

    assert wait_for(all_sent, seconds=PATIENCE)
    assert mailbox.copies() == expected_copies()
    assert worker.lives


def test_a_worker_that_is_killed_while_it_sends_loses_no_mail(
    redis, new_worker, mailbox, tell_many
):
    """F3."""
    mailbox.seconds_a_mail = 0.03
    chance = random.Random(3)  # noqa: S311 (when to kill is no secret)
    tell_many(60, at=timezone.now())
    redis.start()
    worker = new_worker(clock=False)
    for _kill in range(4):
        assert sends_some_more(mailbox), worker.said
        time.sleep(chance.uniform(0, 0.3))
        worker.kill_whoever_sends()
    assert sends_some_more(mailbox), worker.said
    worker.kill()
    worker = new_worker(clock=False)

    assert wait_for(lambda: tick() or all_sent(), seconds=PATIENCE), worker.said
    copies = mailbox.copies()
    assert copies.keys() == expected_copies().keys()
    assert sum(copies.values()) <= 60 + 5  # at most one mail in flight a kill


def sends_some_more(mailbox) -> bool:
    so_far = len(mailbox.mails)
    return wait_for(lambda: tick() or len(mailbox.mails) > so_far + 2, seconds=PATIENCE)


def tick() -> None:
    """The clock of this test, in the place of a scheduler that would die with the worker."""
    if time.monotonic() - tick.last > 1:
        doorbell.ring()
        tick.last = time.monotonic()


tick.last = 0


def test_a_mail_server_that_misbehaves_for_some_serves_the_others(
    redis, new_worker, mailbox, tell_many, people
):
    """F7. What becomes of each kind of trouble later, the tests of delivery tell with a clock."""
    later, never, hang, drop, _fine = tell_many(5, at=timezone.now())
    treatments = ["later", "never", "hang", "take and drop"]
    for member, treatment in zip([later, never, hang, drop], treatments, strict=True):
        mailbox.treats[member.user.email] = treatment
    redis.start()
    new_worker()

    assert wait_for(lambda: messages(kind="message_dead", state="sent"), seconds=PATIENCE)
    became = {row.recipient_id: (row.state, row.last_error) for row in messages(tries__gt=0)}
    assert became == {
        later.pk: ("waiting", "recipient refused: 450"),
        never.pk: ("dead", "recipient refused: 550"),
        hang.pk: ("waiting", "connection lost"),
        drop.pk: ("waiting", "connection lost"),
    }
    assert set(mailbox.copies().values()) == {1}
    assert len(mailbox.mails) == 3  # the fine one, the dropped one, and what the office hears


def test_two_clocks_and_two_workers_send_each_message_once(redis, new_worker, mailbox, tell_many):
    """F11."""
    mailbox.seconds_a_mail = 0.02
    redis.start()
    new_worker(), new_worker()
    for day in range(3):
        tell_many(20, at=timezone.now() - timedelta(days=day))

    assert wait_for(all_sent, seconds=PATIENCE)
    assert mailbox.copies() == expected_copies()
    assert len(mailbox.mails) == 60


def kombu_message(**differs) -> str:
    """What a real message looks like, but for what differs."""
    message = {
        "body": "W10=",
        "content-type": "application/json",
        "content-encoding": "utf-8",
        "headers": {"task": "no.such.task", "id": "1", "lang": "py"},
        "properties": {
            "body_encoding": "base64",
            "delivery_tag": "1",
            "delivery_info": {"exchange": "", "routing_key": "celery"},
        },
    }
    return json.dumps(message | differs)


GARBAGE = [
    "not even JSON",
    "{}",
    json.dumps(["a", "list"]),
    kombu_message(body="W1tdLCB7fSwge31d"),
    kombu_message(headers={"whatever": "this is"}),
    kombu_message(properties="none"),
    kombu_message(properties={"delivery_tag": 1}),
    kombu_message(headers=None),
    kombu_message(body="%%%"),
    kombu_message(**{"content-type": "application/x-python-serialize"}),
    kombu_message(headers={"task": "pact.outbox.tasks.deliver_due", "id": "2"}, body="e30="),
]


def test_garbage_in_the_queue_stops_nothing(redis, new_worker, mailbox, tell_many):
    """F27."""
    redis.start()
    for garbage in GARBAGE:
        redis.ask("LPUSH", "celery", garbage)
    worker = new_worker()
    assert wait_for(lambda: redis.ask("LLEN", "celery") == ":0", seconds=PATIENCE), worker.said
    tell_many(1, at=timezone.now())

    assert wait_for(all_sent, seconds=PATIENCE), worker.said
    assert worker.lives
    assert "thrown away" in worker.said
