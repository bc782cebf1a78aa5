"""What the list of complexes shows: what was told of each, and of which nothing is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Value

from pact.access.actor import Actor
from pact.agreement.norms import norm
from pact.common.dates import months_before
from placements.dwellings.complexes.models import ComplexLoad
from placements.dwellings.models import Dwelling


@dataclass(frozen=True, kw_only=True)
class Shown:
    """``percent`` is None where nothing was let, ``is_old`` where the table calls it unknown."""

    reference: str
    corporation: str
    until: date
    lettings: int
    priority: int
    percent: int | None
    is_old: bool


def holds_since(today: date) -> date:
    """What was told of a quarter before this day is too old to be weighed."""
    return months_before(today, norm("complex_figures_months", today))


def shown(load: ComplexLoad, *, since: date) -> Shown:
    return Shown(
        reference=load.reference,
        corporation=load.corporation.name,
        until=load.until,
        lettings=load.lettings,
        priority=load.priority,
        percent=percent_of(load.priority, load.lettings),
        is_old=load.until < since,
    )


def percent_of(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def unknown(actor: Actor, *, since: date) -> Iterable[str]:
    """The complexes of homes on offer of which nothing is known that still holds."""
    known = ComplexLoad.objects.of_home(since=Value(since))
    homes = Dwelling.objects.visible_to(actor).open().exclude(complex_reference="")
    names = homes.filter(~Exists(known)).order_by("complex_reference")
    return names.values_list("complex_reference", flat=True).distinct()
