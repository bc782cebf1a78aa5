"""A pact year is a set of numbered places. There is no eleventh of ten.

The pigeonhole holds the cap, not a count in Python: a placement that counts has a place, a place has
one placement, and a place's number is never above its year's ceiling. The constraints that Django
cannot write (the foreign keys over several columns) stand in this app's second migration.
"""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from pact.agreement.models import Municipality
from pact.common.history import keeps_history

POOL = 0
"""The holder of places that no municipality has to itself."""


@keeps_history(exclude=["ceiling"])
class PactYear(models.Model):
    """How many homes at most in a calendar year: what was agreed, and the extras decided on."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    cap = models.PositiveSmallIntegerField()
    extra = models.PositiveSmallIntegerField(default=0)
    ceiling = models.GeneratedField(
        expression=F("cap") + F("extra"), output_field=models.SmallIntegerField(), db_persist=True
    )

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint("year", "ceiling", name="year_and_ceiling")]

    def __str__(self) -> str:
        return str(self.year)


@keeps_history()
class Share(models.Model):
    """What a municipality takes of a year: ``agreed`` homes, and where it draws its places.

    ``holder`` is the municipality itself where a dated decision made its share hard, and the pool
    (0) otherwise: then ``agreed`` only advises. A limit or an exchange changes it for this year;
    ``advised`` stays what the parties agreed on together, and the next year begins with that. The
    database writes it.
    """

    year = models.ForeignKey(PactYear, models.PROTECT, db_column="year", related_name="shares")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="shares")
    holder = models.BigIntegerField(default=POOL)
    agreed = models.PositiveSmallIntegerField()
    advised = models.PositiveSmallIntegerField(null=True, editable=False)
    document = models.CharField(max_length=200, blank=True, default="", db_default="")
    is_fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ["-agreed", "municipality__name"]
        constraints = [
            models.UniqueConstraint("year", "municipality", name="one_share_a_year"),
            models.UniqueConstraint("year", "municipality", "holder", name="share_and_holder"),
            models.CheckConstraint(
                condition=Q(holder=POOL) | Q(holder=F("municipality")),
                name="share_draws_from_itself_or_the_pool",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.year_id}: {self.agreed}"


class Place(models.Model):
    """Number 63 of 178. Added and removed by a decision only; the application may just take it."""

    year = models.ForeignKey(PactYear, models.PROTECT, db_column="year", related_name="places")
    number = models.PositiveSmallIntegerField()
    ceiling = models.PositiveSmallIntegerField()
    holder = models.BigIntegerField(default=POOL)
    taken = models.BooleanField(default=False)

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint("year", "number", name="place_number_once_a_year"),
            models.UniqueConstraint("id", "year", "holder", name="place_year_and_holder"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=F("ceiling")),
                name="place_number_within_the_ceiling",
            ),
        ]
        indexes = [
            models.Index(
                fields=["year", "holder", "number"], name="free_places", condition=Q(taken=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.year_id})"


class DecisionKind(models.TextChoices):
    CAP = "cap", _("how many homes a year")
    EXTRA = "extra", _("homes beyond the agreed number")
    HARD_SHARE = "hard_share", _("a municipality's share becomes a limit")
    SOFT_SHARE = "soft_share", _("a municipality's share becomes advice again")
    COUNTS = "counts", _("a lease without a place counts after all")
    OUTSIDE = "outside", _("a lease does not count for the pact")
    UNUSED = "unused", _("the homes that nobody used lapse")


OF_A_SHARE = [DecisionKind.HARD_SHARE, DecisionKind.SOFT_SHARE]
OF_A_LEASE = [DecisionKind.COUNTS, DecisionKind.OUTSIDE]


class Decision(models.Model):
    """What changes a year's places: asked by one person, decided by another, with its document.

    ``value`` is what becomes the number: all extras together, not those that are added.
    ``placement`` is the public id of the one whose lease found no place, where it is about one.
    """

    public_id = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    kind = models.CharField(max_length=12, choices=DecisionKind)
    year = models.PositiveSmallIntegerField()
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True)
    placement = models.UUIDField(null=True)
    value = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_refused = models.BooleanField(default=False, db_default=False)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="decided_by_another_than_who_asked",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decision_has_who_and_when_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["cap", "extra", "counts", "outside", "unused"],
                    municipality__isnull=True,
                )
                | Q(kind__in=["hard_share", "soft_share"], municipality__isnull=False),
                name="decision_about_a_share_names_the_municipality",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["counts", "outside"], placement__isnull=False)
                | (~Q(kind__in=["counts", "outside"]) & Q(placement__isnull=True)),
                name="decision_about_a_lease_names_it",
            ),
            models.CheckConstraint(
                condition=Q(is_refused=False) | Q(decided_by__isnull=False, applied_at=None),
                name="refused_decision_changes_nothing",
            ),
            models.UniqueConstraint(
                fields=["kind", "year", "municipality"],
                condition=Q(decided_by=None, placement=None),
                nulls_distinct=False,
                name="asked_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(decided_by=None),
                name="lease_asked_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="decisions_by_time"),
            models.Index(
                fields=["asked_at", "id"],
                name="decisions_to_take",
                condition=Q(decided_by=None),
            ),
            models.Index(
                fields=["kind", "year"],
                name="decisions_applied",
                condition=Q(applied_at__isnull=False),
            ),
            models.Index(
                fields=["placement"],
                name="decisions_about_a_lease",
                condition=Q(placement__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.value}"

    @property
    def reference(self) -> str:
        """What a message calls a decision."""
        return f"B-{self.public_id.hex[:6].upper()}"
