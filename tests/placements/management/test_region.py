"""The region of the demonstration is told in the words of the oldest server too."""

from datetime import date

import pytest

from municipalities.loading import load_pact
from pact.access.actor import Actor, acting_as
from pact.outbox.models import Message
from placements.guidance.reminders import remind
from placements.management.region import past, present
from placements.management.region.complexes import tell_loads
from placements.management.region.guided import plan_for_today
from placements.management.region.inventing import Inventor
from placements.management.region.signalled import tell_signals
from placements.management.region.staff import at_noon, hire
from placements.management.region.steering import tell_steering
from placements.management.region.story import stories_until
from placements.tenancies.models import Lease
from tests.database import arranging

SUNDAY = date(2026, 11, 29)
"""No working day: what has to be done today is done all the same."""


@pytest.fixture
def small(monkeypatch):
    """One in six of those who moved, and once each second way in which somebody is on the road."""

    def some(today, inventor):
        return stories_until(today, inventor)[::6]

    monkeypatch.setattr(past, "stories_until", some)
    for name in ("STORIES", "EXCEPTIONS", "EXITS", "TAKEOVERS"):
        walks = getattr(present, name)
        monkeypatch.setattr(present, name, [(ago, 1, walk) for ago, _many, walk in walks[::2]])


@pytest.mark.both_engines
def test_some_of_everybody_is_told_and_one_mail_is_due_today(db, time_machine, small):
    time_machine.move_to(at_noon(SUNDAY))
    with arranging():
        load_pact(years=range(SUNDAY.year - 3, SUNDAY.year + 2))
    staff = hire()
    inventor = Inventor(staff)

    moved = past.tell_the_past(inventor, today=SUNDAY)
    on_the_road = present.tell_the_present(inventor, today=SUNDAY)
    tell_signals(staff.coordinator, today=SUNDAY)
    tell_loads(staff.coordinator, today=SUNDAY)
    tell_steering(staff, today=SUNDAY)
    plan_for_today(staff, today=SUNDAY)
    with acting_as(Actor.system("remind")):
        remind(at_noon(SUNDAY))

    with arranging():
        assert Lease.objects.count() >= moved > 30
        assert on_the_road > 15
        due = Message.objects.waiting().filter(due_on=SUNDAY, kind="moment_due")
        assert due.filter(recipient__user__email="caseworker@demo.example").exists()
