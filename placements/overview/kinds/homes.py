"""Homes that wait for a candidate, or for a lease in the tenant's own name after the guidance."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from placements.dwellings.models import Dwelling
from placements.dwellings.querysets import DwellingQuerySet
from placements.dwellings.states import DwellingStatus
from placements.overview.items import FETCHED, Item
from placements.overview.kinds.placements import TO_TRANSFER
from placements.proposals.states import PlacementStatus
from placements.tenancies.models import Lease


def free_homes(actor: Actor, _today: date) -> Iterator[Item]:
    """Homes that wait for a candidate, with the date until which the corporation waits."""
    for home in _offered(actor).with_others()[:FETCHED]:
        text, page = _("Find a candidate for this home."), "proposals:table_of"
        if home.is_offered_twice:
            text, page = _("Two corporations offer this address. Ring both."), "dwellings:detail"
        yield Item(
            title=f"{home.address}, {home.city}",
            text=text,
            address=reverse(page, args=[home.public_id]),
            due=home.answer_by,
        )


def own_homes(actor: Actor, today: date) -> Iterator[Item]:
    """The corporation's own homes: the coordinator seeks a candidate, or a transfer is due.

    After the guidance the walls keep its lease from the corporation. Of its own home it is asked for
    the transfer all the same: so that one day is read around the walls, and nothing else.
    """
    homes = _to_do(actor, today)
    with acting_as(actor.consequence()):
        rows = list(homes[:FETCHED])
    for home in rows:
        sought = home.transfer_due is None
        yield Item(
            title=f"{home.address}, {home.city}",
            text=_("A candidate is sought for this home.") if sought else str(TO_TRANSFER),
            address=reverse("dwellings:detail", args=[home.public_id]),
            due=home.answer_by if sought else home.transfer_due,
            party=_("the coordinator") if sought else "",
        )


def _to_do(actor: Actor, today: date) -> Any:
    """In two sets of numbers: with an "or" between them every home that was ever let is looked at."""
    alone = Lease.objects.to_transfer(today).filter(
        placement__status=PlacementStatus.COMPLETED, placement__corporation=actor.party_id
    )
    due = alone.filter(placement__dwelling=OuterRef("pk")).values("transfer_due")
    own = Dwelling.objects.visible_to(actor).order_by()
    offered = own.filter(status=DwellingStatus.OFFERED)
    let = own.filter(status=DwellingStatus.LET, pk__in=alone.values("placement__dwelling"))
    to_do = own.filter(pk__in=offered.values("pk").union(let.values("pk")))
    to_do = to_do.annotate(transfer_due=Subquery(due[:1]))
    return to_do.order_by(Coalesce("transfer_due", "answer_by"), "pk")


def _offered(actor: Actor) -> DwellingQuerySet:
    offered = Dwelling.objects.visible_to(actor).filter(status=DwellingStatus.OFFERED)
    return offered.order_by("answer_by", "pk")
