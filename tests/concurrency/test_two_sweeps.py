"""Two sweeps at the same moment make each reminder of an introduction once.

Again without the keys that know it: then both make all of them. So the sweeps do meet, and the keys
are what holds.
"""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.outbox.models import Message
from placements.introductions import reminders
from tests.concurrency.taken_away import MESSAGES, without_indexes
from tests.concurrency.test_entered_twice import A_MOMENT, A_WHILE, meet_others
from tests.database import arranging
from tests.placements.introductions.late import introduced_too_late, reminders_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

LATE = 3
KEYS = ["one_message_a_fact", "one_message_for_whom_it_is_meant"]


def at_once(meet: threading.Barrier) -> list[int]:
    """How many reminders each of two sweeps made; ``meet``: where they wait for each other."""
    made: list[int] = []

    def sweep() -> None:
        try:
            with acting_as(Actor.system("remind")):
                made.append(reminders.remind(today=timezone.localdate(), at=timezone.now()))
                meet_others(meet)  # nobody commits before the other has swept as well
        finally:
            connection.close()

    sweeps = [threading.Thread(target=sweep) for _ in range(2)]
    for each in sweeps:
        each.start()
    for each in sweeps:
        each.join()
    return sorted(made)


def told() -> list[tuple]:
    with arranging():
        return sorted(Message.objects.values_list("kind", "object_id", "recipient", "due_on"))


def test_two_sweeps_make_each_reminder_once(people):
    late = introduced_too_late(people, LATE)
    expected = reminders_of(people, late)

    assert at_once(threading.Barrier(2, timeout=A_MOMENT)) == [0, len(expected)]
    assert told() == expected


def test_without_the_keys_each_makes_them_all(people):
    expected = reminders_of(people, introduced_too_late(people, LATE))
    with without_indexes(*KEYS, empty=MESSAGES):
        made = at_once(threading.Barrier(2, timeout=A_WHILE))

        assert made == [len(expected)] * 2
        assert told() == sorted(expected * 2)
