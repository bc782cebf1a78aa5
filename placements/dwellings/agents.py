"""Who lets homes for a corporation."""

from datetime import date

from pact.accounts.models import Membership
from pact.accounts.models.people import MembershipQuerySet
from pact.accounts.roles import Role


def letting_agents(corporation_id: int, *, on: date) -> MembershipQuerySet:
    """The letting agents who work there on a day."""
    return Membership.objects.open(on).of(Role.LETTING_AGENT).filter(party_id=corporation_id)


def agent_or_colleagues(agent_id: int, corporation_id: int, *, on: date) -> list[int]:
    """Whom to tell: this letting agent, or all the others once they no longer work there."""
    there = list(letting_agents(corporation_id, on=on).values_list("pk", flat=True))
    return [pk for pk in there if pk == agent_id] or there
