"""Reads of dwellings. ``visible_to`` is the only door."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.dwellings.states import OPEN, DwellingStatus

ADDRESS = ["postcode", "house_number", "addition"]
MET_BY_A_NEIGHBOUR = ["agreed", "leased", "moved_in"]
"""Statuses of a placement, as words: placements come later on the road."""


class DwellingQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A caseworker sees a home from the proposal on, a neighbourhood worker from agreement on."""
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.LETTING_AGENT):
            return self.filter(corporation_id=actor.party_id)
        if actor.is_a(Role.CASEWORKER):
            own = Q(placements__caseworker_id__in=actor.stands_for)
            coached = Q(placements__coaches__overlap=[*actor.stands_for])
            return self._placed(own | coached & Q(placements__care_party_id=actor.party_id))
        if actor.is_a(Role.NEIGHBOURHOOD_WORKER):
            met = Q(placements__status__in=MET_BY_A_NEIGHBOUR)
            return self._placed(met & Q(placements__worker_id__in=actor.stands_for))
        return self.none()

    def _placed(self, condition: Q) -> Self:
        """In a sub-select, because a home that was proposed twice is still one home."""
        placed = self.model.objects.filter(condition)
        return self.filter(pk__in=placed.values("pk"))

    def for_page(self) -> Self:
        return self.select_related("corporation", "municipality", "district", "offered_by__user")

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def beside(self, home: Any) -> Self:
        """The other open offers of the same address, whoever makes them."""
        address = {name: getattr(home, name) for name in ADDRESS}
        return self.open().filter(**address).exclude(pk=home.pk)

    def with_others(self) -> Self:
        """Add whether the same address is on offer by another corporation; the walls hide that from
        a corporation.
        """
        address = {name: OuterRef(name) for name in ADDRESS}
        others = self.model.objects.open().filter(**address).exclude(pk=OuterRef("pk"))
        return self.annotate(is_offered_twice=Exists(others))

    def and_whether_offered_anew(self) -> Self:
        """With ``is_offered_anew``: its corporation offered the same address again, or let it."""
        same = {name: OuterRef(name) for name in [*ADDRESS, "corporation"]}
        after = self.model.objects.filter(offered_at__gt=OuterRef("offered_at"), **same)
        return self.annotate(
            is_offered_anew=Exists(after.filter(status__in=[*OPEN, DwellingStatus.LET]))
        )

    def past_its_date(self, today: date) -> Self:
        """Offered homes for which the corporation no longer waits."""
        return self.filter(status=DwellingStatus.OFFERED, answer_by__lt=today)
