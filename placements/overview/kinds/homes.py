"""Homes that wait for a candidate."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from placements.dwellings.models import Dwelling
from placements.dwellings.querysets import DwellingQuerySet
from placements.dwellings.states import DwellingStatus
from placements.overview.items import FETCHED, Item


def free_homes(actor: Actor, _today: date) -> Iterator[Item]:
    """Homes that wait for a candidate, with the date until which the corporation waits."""
    for home in _offered(actor).with_others()[:FETCHED]:
        text, page = _("Find a candidate for this home."), "proposals:table_of"
        if home.is_offered_twice:
            text, page = _("Two corporations offer this address. Ring both."), "dwellings:detail"
        yield Item(
            title=f"{home.street} {home.house_number}{home.addition}, {home.city}",
            text=text,
            address=reverse(page, args=[home.public_id]),
            due=home.answer_by,
        )


def own_homes(actor: Actor, _today: date) -> Iterator[Item]:
    """The corporation's own homes for which the coordinator seeks a candidate."""
    for home in _offered(actor)[:FETCHED]:
        yield Item(
            title=f"{home.street} {home.house_number}{home.addition}, {home.city}",
            text=_("A candidate is sought for this home."),
            address=reverse("dwellings:detail", args=[home.public_id]),
            due=home.answer_by,
            party=_("the coordinator"),
        )


def _offered(actor: Actor) -> DwellingQuerySet:
    offered = Dwelling.objects.visible_to(actor).filter(status=DwellingStatus.OFFERED)
    return offered.order_by("answer_by", "pk")
