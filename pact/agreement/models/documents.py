"""Who agreed what, in which document, under which names."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pact.agreement.models.dated import Dated, DatedQuerySet
from pact.agreement.models.places import Municipality
from pact.common.history import keeps_history


class PartyKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    CORPORATION = "corporation", _("housing corporation")
    CARE = "care", _("care party")
    WELFARE = "welfare", _("welfare party")
    YOUTH = "youth", _("youth centre")
    OFFICE = "office", _("coordinator's office")


class PartyQuerySet(models.QuerySet):
    def existing(self, on: date) -> "PartyQuerySet":
        """Those that have not ended on a day; one that will end is there until then."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))


@keeps_history()
class Party(models.Model):
    """An organisation of the agreement, or the office that coordinates it.

    ``nobody_left`` says that it ended with nobody to hand its cases over: the coordinator does.
    """

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=PartyKind)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True)
    is_fictitious = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    nobody_left = models.BooleanField(default=False, db_default=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PartyKind.MUNICIPALITY) ^ Q(municipality__isnull=True),
                name="party_has_a_place_when_a_municipality",
            ),
            models.CheckConstraint(condition=Q(kind__in=PartyKind.values), name="party_kind_known"),
            models.UniqueConstraint(
                "municipality", condition=Q(ended_on=None), name="one_party_a_municipality"
            ),
            models.CheckConstraint(
                condition=Q(nobody_left=False) | Q(ended_on__isnull=False),
                name="somebody_is_left_until_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_ended(self, on: date) -> bool:
        """Whether it no longer exists, so that nobody of it can hand anything over."""
        return self.ended_on is not None and self.ended_on <= on


@keeps_history()
class PartyAlias(models.Model):
    """Another name under which a document mentions a party; the database keeps it that party's.

    ``valid_from`` is the date of its source. Older rows may have neither.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=120, unique=True)
    valid_from = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, default="", db_default="")

    def __str__(self) -> str:
        return self.name


class DatePrecision(models.TextChoices):
    DAY = "day", _("known to the day")
    INFERRED = "inferred", _("year inferred")


@keeps_history()
class Document(models.Model):
    """A signed text; the second works out the first a year later."""

    key = models.SlugField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    signed_on = models.DateField()
    date_precision = models.CharField(max_length=8, choices=DatePrecision)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["signed_on"]
        constraints = [models.UniqueConstraint(Lower("title"), name="document_title_once")]

    def __str__(self) -> str:
        return self.title


@keeps_history()
class Participation(Dated):
    """A party's signature under a document. How many there are is counted, never written down.

    One at a time: the database refuses a second on the same day.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="participations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="participations")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="participation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} · {self.document}"


@keeps_history()
class Succession(models.Model):
    """What one party handed over to another, from a date on, and where that can be read."""

    predecessor = models.ForeignKey(Party, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Party, models.PROTECT, related_name="taken_over")
    on = models.DateField()
    scope = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="handed_over_to_another_party"
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
