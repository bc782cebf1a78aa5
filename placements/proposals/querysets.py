"""Reads of placements. ``visible_to`` is the only door."""

from typing import Self

from django.db import models
from django.db.models import Q

from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.office import is_the_office
from placements.proposals.states import LIVE


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A corporation sees what is live: after a refusal or withdrawal there is nothing left."""
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.CASEWORKER):
            coached = Q(coaches__overlap=[*actor.stands_for], care_party_id=actor.party_id)
            return self.filter(Q(caseworker_id__in=actor.stands_for) | coached)
        if actor.is_a(Role.LETTING_AGENT):
            return self.filter(corporation_id=actor.party_id, status__in=LIVE)
        if actor.is_a(Role.NEIGHBOURHOOD_WORKER):
            return self.filter(worker_id__in=actor.stands_for, status__in=LIVE)
        if actor.is_a(Role.PRIVACY_OFFICER):
            own_party = Q(care_party_id=actor.party_id)
            return self.filter(own_party | is_the_office(actor.party_id))
        return self.none()

    def acted_on_by(self, actor: Actor) -> Self:
        """What this actor answers for: a housing coach reads along with the caseworker."""
        if actor.is_a(Role.CASEWORKER):
            return self.filter(caseworker_id__in=actor.stands_for)
        return self
