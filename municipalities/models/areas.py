"""Where people are introduced: sets of districts, and who introduces there."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from pact.agreement.models import District, Municipality, Party
from pact.agreement.models.dated import Dated, DatedQuerySet
from pact.common.history import keeps_history


@keeps_history()
class IntroductionArea(Dated):
    """A set of districts in which one introduction counts for every home.

    Wider than a district, because 178 homes over 63 districts would make every home an exception.
    """

    name = models.CharField(max_length=60, unique=True)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="areas")
    is_fictitious = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="area_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


@keeps_history()
class AreaDistrict(Dated):
    """A district belongs to one area at a time; the database refuses a second."""

    area = models.ForeignKey(IntroductionArea, models.PROTECT, related_name="parts")
    district = models.ForeignKey(District, models.PROTECT, related_name="area_parts")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="area_part_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.district}"


@keeps_history()
class AreaWork(Dated):
    """Which party introduces in an area. Where nobody does, the care party does it itself."""

    area = models.ForeignKey(IntroductionArea, models.PROTECT, related_name="work")
    party = models.ForeignKey(Party, models.PROTECT, related_name="area_work")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("area", "party", "valid_from", name="area_work_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="area_work_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.party}"


def area_of(district_id: int, on: date) -> IntroductionArea | None:
    """The introduction area that contains a district on a date."""
    parts = AreaDistrict.objects.on(on).filter(district_id=district_id)
    return IntroductionArea.objects.filter(pk__in=parts.values("area")).first()
