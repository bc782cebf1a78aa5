"""The people of an application, each with tables of their own."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from pact.agreement.models import Party
from placements.candidates.models.candidate import Candidate
from placements.candidates.querysets import UitstromerQuerySet


class Uitstromer(models.Model):
    """Somebody who leaves a shelter: one of the people of an application, each guided by themselves.

    No word of who it is: the machine counts these rows, and guidance hangs on them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="uitstromers")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    objects = UitstromerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("candidate", "number", name="uitstromer_numbered_once"),
            models.UniqueConstraint("id", "candidate", name="uitstromer_and_candidate"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=9), name="uitstromer_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.number} of {self.candidate_id}"


class AboutUitstromer(models.Model):
    """A table about one person of an application that knows the case and its caseworker itself."""

    uitstromer = models.OneToOneField(Uitstromer, models.PROTECT, primary_key=True)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Card(AboutUitstromer):
    """The little that a first meeting needs: what to call somebody, and how to reach them."""

    first_name = models.CharField(max_length=60)
    initials = models.CharField(max_length=12)
    birth_year = models.PositiveSmallIntegerField(null=True)
    agreed_contact = models.CharField(max_length=80, blank=True)
    call_first = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["birth_year", "candidate"], name="card_by_birth_year")]


class Identity(AboutUitstromer):
    """Who it is. Read by their own caseworker, and by the named letting agent after release."""

    last_name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=80, db_collation="C", editable=False)
    birth_date = models.DateField(null=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    care_party = models.ForeignKey(Party, models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["care_party", "name_key", "candidate"], name="identity_by_name")
        ]


class Fingerprint(AboutUitstromer):
    """Who it is, as keyed hashes: only the database compares them, and nobody is shown one."""

    care_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    digests = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        indexes = [GinIndex(fields=["digests"], name="fingerprint_by_digest")]


class Intensity(models.TextChoices):
    LIGHT = "light", _("light")
    MEDIUM = "medium", _("medium")
    INTENSIVE = "intensive", _("intensive")


class Support(AboutUitstromer):
    """How much guidance somebody gets, and whether the money for it is arranged."""

    intensity = models.CharField(max_length=10, choices=Intensity)
    budget_in_order = models.BooleanField(default=False)
