"""The demonstration has a signal to answer for whoever signs in at either side."""

from datetime import timedelta

from placements.management.region.signalled import tell_signals
from placements.signals.models import Signal
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.tenancies.test_actions import START_DAY


def test_the_first_letting_agent_has_one_to_answer_and_so_has_the_caseworker(people, time_machine):
    journey = Journey(people).to("moved_in")
    a_month_on = START_DAY + timedelta(days=30)
    time_machine.move_to(a_month_on)

    tell_signals(people.coordinator, today=a_month_on.date())

    with arranging():
        waiting = Signal.objects.filter(status="given", placement=journey.placement)
        sides = sorted(waiting.values_list("side", flat=True))
    assert journey.placement.agent == people.agent
    assert sides == ["care", "corporation"]
