"""What leads a household to where it must not live, for who may know that it does."""

from datetime import date

from django.db.models import DateField, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.candidates.avoided import INTRODUCTION, PLACEMENT, avoids, avoids_area
from placements.introductions.models import Introduction
from placements.introductions.states import OPEN
from placements.overview.items import Item
from placements.overview.kinds.lines import Line, lines
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

    Two parts of the one statement of a kind, both due today.
    """
    homes = Placement.objects.visible_to(actor).filter(
        avoids("dwelling__district"), status__in=LIVE
    )
    introduced = Introduction.objects.visible_to(actor)
    if actor.is_a(Role.CASEWORKER):
        introduced = introduced.near(actor)
    areas = introduced.filter(avoids_area(today), status__in=OPEN)
    now = Value(today, DateField())
    return lines(homes, PLACEMENT, due=now), lines(areas, INTRODUCTION, due=now)


def unsafe_item(line: Line) -> Item:
    name, text = WORDS[line.kind]
    address = reverse(name, args=[line.page])
    return Item(title=line.reference, text=str(text), address=address, due=line.due)
