"""A municipality that is full asks another for one of its homes."""

import uuid

from django.db import models
from django.db.models import F, Q

from municipalities.models.years import PactYear
from pact.accounts.models import Membership
from pact.agreement.models import Municipality


class Exchange(models.Model):
    """Asked for one municipality, answered by an officer of the other; a yes moves one place.

    ``place_number`` is the place that moved, as it was numbered then.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.ForeignKey(PactYear, models.PROTECT, db_column="year", related_name="exchanges")
    asking = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    giving = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    place_number = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asking=F("giving")), name="exchange_is_between_two"
            ),
            models.CheckConstraint(
                condition=Q(answer=None, answered_by=None, answered_at=None)
                | Q(answer__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="answer_has_who_and_when_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None, place_number=None)
                | Q(applied_at__isnull=False, place_number__isnull=False, answer=True),
                name="exchange_moves_a_place_after_a_yes",
            ),
            models.UniqueConstraint(
                "year",
                "asking",
                "giving",
                condition=Q(answer=None),
                name="exchange_asked_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="exchanges_by_time"),
            models.Index(fields=["asking", "-asked_at", "-id"], name="exchanges_asked_for"),
            models.Index(fields=["giving", "-asked_at", "-id"], name="exchanges_asked_of"),
        ]

    def __str__(self) -> str:
        return f"{self.year_id}: {self.giving} → {self.asking}"

    @property
    def reference(self) -> str:
        """What a message calls an exchange."""
        return f"R-{self.public_id.hex[:6].upper()}"
