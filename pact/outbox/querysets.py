"""Reads of messages, each a sentence."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from pact.access.actor import Actor
from pact.accounts.roles import Role


class MessageQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The only door: one's own, those of whom one stands in for, and all for the office."""
        if actor.is_a(Role.COORDINATOR, Role.PRIVACY_OFFICER):
            return self
        return self.filter(recipient__in=actor.stands_for)

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def due(self, at: datetime) -> Self:
        """What has to be sent, and is not being sent by somebody else at this moment."""
        nobody_is_busy = Q(lease_until=None) | Q(lease_until__lt=at)
        return self.waiting().filter(nobody_is_busy, not_before__lte=at)
