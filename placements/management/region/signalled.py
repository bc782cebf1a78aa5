"""Signals about some of those who live somewhere: one just given, one seen by both, one settled."""

from datetime import date, timedelta

from pact.access.actor import acting_as
from pact.accounts.models import Membership
from placements.management.region.staff import actor, at_noon
from placements.proposals.models import Placement
from placements.signals import actions
from placements.signals.models import Signal

ONE_IN, AT_MOST = 5, 12
FACTS = ["nuisance", "arrears", "upkeep", "no_contact"]
WAITS = "other"  # none of the others, of which a home may have an open one already
SINCE = 4
"""So many days ago something happened."""


def tell_signals(coordinator: Membership, *, today: date) -> None:
    """Let corporations give signals and care parties answer most of them; one a corporation waits."""
    with acting_as(actor(coordinator)):
        before = today - timedelta(days=SINCE)
        lived_in = Placement.objects.filter(status="moved_in", lease__started_on__lte=before)
        people = lived_in.select_related("agent", "caseworker")
        some = list(people.order_by("-pk")[: ONE_IN * AT_MOST : ONE_IN])
        # The first of each corporation is who signs in to look around.
        first = people.order_by("agent__party_id", "agent_id", "-pk").distinct("agent__party_id")
        unanswered = list(first)
    for index, placement in enumerate(some):
        sides = placement.agent, placement.caseworker
        _tell(placement, FACTS[index % len(FACTS)], *sides, steps=index % 3, today=today)
    for placement in unanswered:
        _tell(placement, WAITS, placement.caseworker, placement.agent, steps=0, today=today)


def _tell(
    placement: Placement, fact: str, by: Membership, to: Membership, *, steps: int, today: date
) -> None:
    """So many steps after the signal itself: none, the other side's view, and what they agreed."""
    giving, looking = actor(by), actor(to)
    given, seen, settled = (at_noon(today - timedelta(days=ago)) for ago in (SINCE, 3, 2))
    with acting_as(giving):
        signal: Signal = actions.give_signal(
            placement=placement,
            fact=fact,
            happened_on=given.date(),
            view="serious",
            by=giving,
            at=given,
        )
    if steps:
        with acting_as(looking):
            actions.look_at_signal(signal=signal, view="attention", by=looking, at=seen)
    if steps > 1:
        with acting_as(looking):
            actions.decide_signal(signal=signal, decision="talk", by=looking, at=settled)
