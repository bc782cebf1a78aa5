"""The household: what home it needs, where it comes from, and what only few may read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import Municipality
from placements.candidates.models.candidate import AboutCandidate


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
    """Where a household comes from, and which income limit holds.

    The shelter takes in people from outside the seven municipalities too: ``from_elsewhere``.
    """

    origin = models.CharField(max_length=20, choices=Origin)
    facility = models.CharField(max_length=80, blank=True)
    municipality_of_origin = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="+"
    )
    from_elsewhere = models.BooleanField(default=False)
    income_class = models.CharField(max_length=12, choices=IncomeClass)
    income_proved_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_elsewhere=False) | Q(municipality_of_origin=None),
                name="from_elsewhere_or_from_one_of_ours",
            )
        ]

    def crosses_a_border_to(self, municipality_id: int) -> bool:
        """Whether they come from another municipality; where nobody knows, they do not."""
        if self.from_elsewhere:
            return True
        return self.municipality_of_origin_id not in {None, municipality_id}


class Safety(AboutCandidate):
    """The most dangerous facts. Read by their own caseworker only."""

    is_flagged = models.BooleanField(default=False)
    current_address = models.CharField(max_length=160, blank=True)


class Note(AboutCandidate):
    """A note that stays in the writer's party."""

    text = models.TextField(max_length=2000, blank=True)
