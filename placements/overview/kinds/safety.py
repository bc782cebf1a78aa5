"""What leads a household to where it must not live, for who may know that it does."""

from datetime import date
from uuid import UUID

from django.db.models import CharField, DateField, F, QuerySet, SmallIntegerField, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pact.access.actor import Actor
from placements.candidates.avoided import INTRODUCTION, PLACEMENT, avoids, avoids_area
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN
from placements.overview.items import Item
from placements.proposals.models import Placement
from placements.proposals.states import LIVE

WORDS: dict[str, tuple[str, str | Promise]] = {
    PLACEMENT: (
        "proposals:placement",
        gettext_lazy("This home lies in a district to be avoided."),
    ),
    INTRODUCTION: (
        "introductions:detail",
        gettext_lazy(
            "This introduction is in an area to be avoided. Stop it, or correct the districts."
        ),
    ),
}


def unsafe(actor: Actor, today: date) -> tuple[QuerySet, QuerySet]:
    """Homes in a district to be avoided, and introductions in an area where nothing else is left.

    Two parts of the one statement of a kind: reference, page, what it is, a person, and today.
    """
    homes = Placement.objects.visible_to(actor).filter(
        avoids("dwelling__district"), status__in=LIVE
    )
    areas = Introduction.objects.visible_to(actor).filter(avoids_area(today), status__in=OPEN)
    return _of(PLACEMENT, homes, today), _of(INTRODUCTION, areas, today)


def _of(kind: str, rows: QuerySet, today: date) -> QuerySet:
    named = rows.annotate(
        what=Value(kind, CharField()), page=F("public_id"), due=Value(today, DateField())
    )
    return named.order_by().values_list(
        "candidate__reference", "page", "what", Value(1, SmallIntegerField()), "due"
    )


def unsafe_item(reference: str, page: UUID, kind: str, due: date) -> Item:
    name, text = WORDS[kind]
    return Item(title=reference, text=str(text), address=reverse(name, args=[page]), due=due)
