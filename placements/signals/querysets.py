"""Reads of signals. ``visible_to`` is the only door."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.office import is_the_office
from placements.proposals.states import LIVE, PlacementStatus
from placements.signals.states import Side, SignalStatus


class SignalQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The two sides, as long as they are; the coordinator, and the care party's privacy officer."""
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.CASEWORKER):
            own = Q(placement__caseworker_id__in=actor.stands_for)
            coached = Q(placement__coaches__overlap=[*actor.stands_for])
            return self.filter(own | coached & Q(placement__care_party_id=actor.party_id))
        if actor.is_a(Role.LETTING_AGENT):
            named = {"placement__agent_id__in": actor.stands_for, "placement__status__in": LIVE}
            return self.filter(placement__released_at__isnull=False, **named)
        if actor.is_a(Role.PRIVACY_OFFICER):
            own_party = Q(placement__care_party_id=actor.party_id)
            return self.filter(own_party | is_the_office(actor.party_id))
        return self.none()

    def awaited_from(self, side: str) -> Self:
        """What this side has to do something about while somebody lives there: look at it, or agree on
        what to do. After that there is no other side that reads it.
        """
        to_look_at = Q(status=SignalStatus.GIVEN) & ~Q(side=side)
        return self._lived_in().filter(to_look_at | Q(status=SignalStatus.SEEN))

    def overdue(self, today: date) -> Self:
        """Somebody still lives there, and the other side has not looked in time."""
        return self._lived_in().filter(status=SignalStatus.GIVEN, due_on__lt=today)

    def _lived_in(self) -> Self:
        return self.filter(placement__status=PlacementStatus.MOVED_IN)


SIDE_OF = {Role.LETTING_AGENT: Side.CORPORATION, Role.CASEWORKER: Side.CARE}
"""On which side a role stands."""
