"""Every movement of a home, in the transaction that moves it: the figures of any past date."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import Municipality


class Movement(models.TextChoices):
    RESERVE = "reserve", _("reserved")
    RELEASE = "release", _("released")
    REALISE = "realise", _("housed")
    CORRECT = "correct", _("corrected")


class LedgerEntry(models.Model):
    """A movement of one home: what it adds to or takes from what is reserved and realised.

    Written by a trigger on the placement, so that no deed can leave it out. Holds the placement's
    public id, never a person. ``at`` is when it was recorded; ``on`` is the day it counts from: what
    becomes known after the year belongs to its last day, so that 31 December tells how it ended.
    """

    at = models.DateTimeField()
    on = models.DateField()
    year = models.PositiveSmallIntegerField()
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    corporation_id = models.BigIntegerField()
    movement = models.CharField(max_length=8, choices=Movement)
    reserved = models.SmallIntegerField()
    realised = models.SmallIntegerField()
    placement = models.UUIDField()
    place_number = models.PositiveSmallIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)
    user_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(on__year__lte=F("year")), name="movement_is_in_its_year_or_before"
            )
        ]
        indexes = [
            models.Index(fields=["year", "on"], name="ledger_of_a_year"),
            models.Index(fields=["placement"], name="ledger_of_a_placement"),
        ]

    def __str__(self) -> str:
        return f"{self.movement} {self.year} {self.placement}"
