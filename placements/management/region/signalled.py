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


def tell_signals(coordinator: Membership, *, today: date) -> None:
    """Let corporations give signals, and care parties answer most of them."""
    with acting_as(actor(coordinator)):
        lived_in = Placement.objects.filter(status="moved_in").order_by("-pk")
        some = list(lived_in.select_related("agent", "caseworker")[: ONE_IN * AT_MOST : ONE_IN])
    for index, placement in enumerate(some):
        _tell(placement, FACTS[index % len(FACTS)], steps=index % 3, today=today)


def _tell(placement: Placement, fact: str, *, steps: int, today: date) -> None:
    """So many steps after the signal itself: none, the other side's view, and what they agreed."""
    care, corporation = actor(placement.caseworker), actor(placement.agent)
    given, seen, settled = (at_noon(today - timedelta(days=ago)) for ago in (4, 3, 2))
    with acting_as(corporation):
        signal: Signal = actions.give_signal(
            placement=placement,
            fact=fact,
            happened_on=given.date(),
            view="serious",
            by=corporation,
            at=given,
        )
    if steps:
        with acting_as(care):
            actions.look_at_signal(signal=signal, view="attention", by=care, at=seen)
    if steps > 1:
        with acting_as(care):
            actions.decide_signal(signal=signal, decision="talk", by=care, at=settled)
