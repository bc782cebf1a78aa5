"""Reads of exchanges: a municipality sees those it takes part in, the others all of them."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from municipalities.models import Exchange, Place, Share
from pact.access.actor import Actor
from pact.accounts.roles import Role


def visible_to(actor: Actor) -> QuerySet[Exchange]:
    """The only door to exchanges for anything a person asked for."""
    rows = Exchange.objects.select_related(
        "asking", "giving", "asked_by__user", "answered_by__user"
    ).order_by("-asked_at", "-pk")
    own = _parts(actor)
    return rows.filter(reduce(or_, own)) if own else rows


def visible_in_parts_to(actor: Actor) -> list[QuerySet[Exchange]]:
    """The same exchanges, where a municipality sees its own: in two sets with an index by time."""
    return [Exchange.objects.filter(part) for part in _parts(actor)]


def _parts(actor: Actor) -> list[Q]:
    """Asked for one's own municipality, and asked of it; none: all of them."""
    if not actor.is_a(Role.MUNICIPAL_OFFICER):
        return []
    return [Q(asking=actor.municipality_id), Q(giving=actor.municipality_id)]


def free_for(share: Share) -> int:
    """How many homes are free where this municipality draws its own."""
    return Place.objects.filter(year=share.year_id, holder=share.holder, taken=False).count()
