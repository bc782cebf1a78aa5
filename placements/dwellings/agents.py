"""Who lets homes for a corporation."""

from datetime import date

from pact.accounts.models import Membership
from pact.accounts.models.people import MembershipQuerySet
from pact.accounts.roles import Role


def letting_agents(corporation_id: int, *, on: date) -> MembershipQuerySet:
    """The letting agents who work there on a day."""
    return Membership.objects.open(on).of(Role.LETTING_AGENT).filter(party_id=corporation_id)
