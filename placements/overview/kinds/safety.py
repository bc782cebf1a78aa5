"""What leads a household to where it must not live, for who may know that it does."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import CharField, F, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from placements.candidates.avoided import INTRODUCTION, PLACEMENT, avoids, avoids_area
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN
from placements.overview.items import FETCHED, Item
from placements.proposals.models import Placement
from placements.proposals.states import LIVE


def unsafe(actor: Actor, today: date) -> Iterator[Item]:
    """Homes in a district to be avoided, and introductions in an area where nothing else is left."""
    homes = Placement.objects.visible_to(actor).filter(
        avoids("dwelling__district"), status__in=LIVE
    )
    areas = Introduction.objects.visible_to(actor).filter(avoids_area(today), status__in=OPEN)
    rows = _of(PLACEMENT, homes).union(_of(INTRODUCTION, areas), all=True)
    for kind, page, reference in rows.order_by("reference", "page")[:FETCHED]:
        yield _item(kind, page, reference, today)


def _of(kind: str, rows):
    named = rows.annotate(
        what=Value(kind, output_field=CharField()),
        page=F("public_id"),
        reference=F("candidate__reference"),
    )
    return named.order_by().values_list("what", "page", "reference")


def _item(kind: str, page: UUID, reference: str, today: date) -> Item:
    if kind == PLACEMENT:
        text, address = _("This home lies in a district to be avoided."), "proposals:placement"
    else:
        text = _(
            "This introduction is in an area to be avoided. Stop it, or correct the districts."
        )
        address = "introductions:detail"
    return Item(title=reference, text=text, address=reverse(address, args=[page]), due=today)
