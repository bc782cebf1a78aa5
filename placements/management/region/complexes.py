"""What the corporations told of the complexes they let in: not of all, and of some long ago."""

from datetime import date

from pact.access.actor import acting_as
from pact.accounts.models import Membership
from placements.dwellings.complexes.actions import tell_load
from placements.dwellings.complexes.models import quarter_ends
from placements.dwellings.models import Dwelling
from placements.dwellings.states import OPEN
from placements.management.region.staff import actor, at_noon

LETTINGS = [(24, 4), (30, 13), (18, 0), (12, 3)]
"""How many homes were let in a year, and how many of those to people with a priority."""


def tell_loads(coordinator: Membership, *, today: date) -> None:
    """Of every second complex with a home on offer the last quarter, of every fifth an older one."""
    with acting_as(actor(coordinator)):
        homes = list(
            Dwelling.objects.filter(status__in=OPEN)
            .exclude(complex_reference="")
            .select_related("offered_by")
            .order_by("corporation_id", "complex_reference", "pk")
            .distinct("corporation_id", "complex_reference")
        )
    newest, *_older, oldest = quarter_ends(today, count=4)
    for index, home in enumerate(homes):
        if index % 2 == 0 or index % 5 == 0:
            _tell(
                home, LETTINGS[index % len(LETTINGS)], oldest if index % 5 == 0 else newest, today
            )


def _tell(home: Dwelling, numbers: tuple[int, int], until: date, today: date) -> None:
    lettings, priority = numbers
    corporation = actor(home.offered_by)
    with acting_as(corporation):
        tell_load(
            reference=home.complex_reference,
            until=until,
            lettings=lettings,
            priority=priority,
            by=corporation,
            at=at_noon(today),
        )
