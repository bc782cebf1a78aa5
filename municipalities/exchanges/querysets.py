"""Reads of exchanges: a municipality sees those it takes part in, the others all of them."""

from django.db.models import Q, QuerySet

from municipalities.models import Exchange, Place, Share
from pact.access.actor import Actor
from pact.accounts.roles import Role


def visible_to(actor: Actor) -> QuerySet[Exchange]:
    """The only door to exchanges for anything a person asked for."""
    rows = Exchange.objects.select_related(
        "asking", "giving", "asked_by__user", "answered_by__user"
    ).order_by("-asked_at", "-pk")
    if actor.is_a(Role.MUNICIPAL_OFFICER):
        own = actor.municipality_id
        return rows.filter(Q(asking=own) | Q(giving=own))
    return rows


def free_for(share: Share) -> int:
    """How many homes are free where this municipality draws its own."""
    return Place.objects.filter(year=share.year_id, holder=share.holder, taken=False).count()
