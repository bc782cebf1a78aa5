"""A household, split into tables by who may read them: a row rule then is a field rule.

``Candidate`` is a reference and a life cycle; an ``Uitstromer`` is one of the people it is about,
each with tables of their own. Every table here repeats who the caseworker is; a foreign key over
both columns keeps that true, and row-level security reads it.

A draft may lack anything, so what a number or a date must say may be empty in the database. Only
its caseworker sees a draft, and submitting demands every gap filled.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import IntroductionArea
from pact.accounts.models import Membership
from pact.agreement.models import District, Municipality, Party
from placements.candidates.querysets import CandidateQuerySet, UitstromerQuerySet
from placements.candidates.states import STEPS, CandidateStatus
from placements.lifecycle import LifeCycle


class Candidate(LifeCycle):
    """One application of a household: who handles it, how it stands, since when it waits."""

    STEPS = STEPS

    reference = models.CharField(max_length=8, unique=True)
    status = models.CharField(max_length=10, choices=CandidateStatus, default=CandidateStatus.DRAFT)
    care_party = models.ForeignKey(Party, models.PROTECT, related_name="candidates")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="candidates")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    waiting_since = models.DateField(null=True)
    held_since = models.DateField(null=True)
    days_on_hold = models.PositiveIntegerField(default=0)
    answer_by = models.DateField(null=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("id", "care_party", name="candidate_and_care_party"),
            models.UniqueConstraint("id", "caseworker", name="candidate_and_caseworker"),
            models.CheckConstraint(
                condition=Q(admitted_by=None) | ~Q(admitted_by=models.F("caseworker")),
                name="nobody_admits_their_own_candidate",
            ),
            models.CheckConstraint(
                condition=Q(status="on_hold", held_since__isnull=False)
                | (~Q(status="on_hold") & Q(held_since=None)),
                name="on_hold_has_its_date",
            ),
        ]
        indexes = [
            models.Index(fields=["care_party", "-id"], name="candidates_of_party"),
            models.Index(fields=["status", "waiting_since", "id"], name="candidates_waiting"),
        ]

    def __str__(self) -> str:
        return self.reference


class AboutCandidate(models.Model):
    """A table about one candidate that knows its caseworker itself."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, primary_key=True)
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Accessibility(models.TextChoices):
    """What the home must offer: the need, never the disorder."""

    NONE = "none", _("no needs")
    GROUND_FLOOR = "ground_floor", _("ground floor or lift")
    WALKER = "walker", _("suitable for a walking aid")
    WHEELCHAIR = "wheelchair", _("suitable for a wheelchair")


class Need(AboutCandidate):
    """What home the household needs. A corporation that considers the candidate sees this."""

    adults = models.PositiveSmallIntegerField(null=True)
    children = models.PositiveSmallIntegerField(default=0)
    co_parenting = models.BooleanField(default=False)
    bedrooms = models.PositiveSmallIntegerField(null=True)
    accessibility = models.CharField(max_length=12, choices=Accessibility)
    wants_quiet = models.BooleanField(default=False)
    max_rent = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    earliest_month = models.DateField(null=True)
    wished_month = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(adults__gte=1, adults__lte=9, children__lte=15),
                name="household_has_an_adult",
            ),
            models.CheckConstraint(condition=Q(max_rent__gt=0), name="need_rent_above_zero"),
        ]

    @property
    def people(self) -> int:
        return (self.adults or 0) + self.children


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


class Intensity(models.TextChoices):
    LIGHT = "light", _("light")
    MEDIUM = "medium", _("medium")
    INTENSIVE = "intensive", _("intensive")


class Support(AboutUitstromer):
    """How much guidance somebody gets, and whether the money for it is arranged."""

    intensity = models.CharField(max_length=10, choices=Intensity)
    budget_in_order = models.BooleanField(default=False)


class Origin(models.TextChoices):
    SHELTER = "shelter", _("shelter")
    SHELTERED_HOUSING = "sheltered_housing", _("sheltered housing")
    FAMILY_SHELTER = "family_shelter", _("family shelter")
    YOUTH = "youth", _("youth facility")


class IncomeClass(models.TextChoices):
    """Below which limit; never an amount."""

    APPROPRIATE = "appropriate", _("below the limit for appropriate allocation")
    SOCIAL = "social", _("below the limit for social housing")
    ABOVE = "above", _("above the limit for social housing")


class Care(AboutCandidate):
    """Where a household comes from, and which income limit holds."""

    origin = models.CharField(max_length=20, choices=Origin)
    facility = models.CharField(max_length=80, blank=True)
    municipality_of_origin = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="+"
    )
    income_class = models.CharField(max_length=12, choices=IncomeClass)
    income_proved_on = models.DateField(null=True)


class Safety(AboutCandidate):
    """The most dangerous facts. Read by their own caseworker only."""

    is_flagged = models.BooleanField(default=False)
    current_address = models.CharField(max_length=160, blank=True)


class Note(AboutCandidate):
    """A note that stays in the writer's party."""

    text = models.TextField(max_length=2000, blank=True)


class AvoidedDistrict(models.Model):
    """A district where the household must not live. Why is nowhere on record."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="avoided")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("candidate", "district", name="avoided_once")]


class PreferredArea(models.Model):
    """An area where the household wishes to live."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="preferred")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    area = models.ForeignKey(IntroductionArea, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("candidate", "area", name="preferred_once")]


class MissingItem(models.Model):
    """What the coordinator asked for when returning an application: a code, never a text."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="missing")
    code = models.CharField(max_length=40)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("candidate", "code", "asked_at", name="missing_item_once")
        ]
