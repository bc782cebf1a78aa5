"""A home that a corporation offers to the pact, once per vacancy."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from pact.agreement.models import District, Municipality, Party
from placements.candidates.models import Accessibility
from placements.dwellings.querysets import DwellingQuerySet
from placements.dwellings.states import OPEN, STEPS, DwellingStatus
from placements.lifecycle import LifeCycle


class ContractForm(models.TextChoices):
    REGULAR = "regular", _("regular lease")
    TRIPARTITE = "tripartite", _("lease with a third party")
    INTERMEDIARY = "intermediary", _("first let to the care party, in the tenant's own name later")


class Dwelling(LifeCycle):
    """An offered home: address, size, rent, and until when the corporation waits for an answer.

    ``asked_on`` is the day on which the corporation was asked what to do, because that date had
    passed.
    """

    STEPS = STEPS

    status = models.CharField(max_length=10, choices=DwellingStatus, default=DwellingStatus.OFFERED)
    corporation = models.ForeignKey(Party, models.PROTECT, related_name="dwellings")
    offered_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    street = models.CharField(max_length=80)
    house_number = models.PositiveIntegerField()
    addition = models.CharField(max_length=8, blank=True)
    postcode = models.CharField(max_length=6)
    city = models.CharField(max_length=60)
    rooms = models.PositiveSmallIntegerField()
    bedrooms = models.PositiveSmallIntegerField()
    area_m2 = models.PositiveSmallIntegerField(null=True)
    rent = models.DecimalField(max_digits=7, decimal_places=2)
    floor = models.SmallIntegerField(default=0)
    has_lift = models.BooleanField(default=False)
    accessibility = models.CharField(max_length=12, choices=Accessibility)
    is_quiet = models.BooleanField(null=True)
    complex_reference = models.CharField(max_length=30, blank=True)
    available_from = models.DateField()
    answer_by = models.DateField()
    asked_on = models.DateField(null=True)
    contract_form = models.CharField(max_length=12, choices=ContractForm)

    objects = DwellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "corporation",
                "postcode",
                "house_number",
                "addition",
                condition=Q(status__in=OPEN),
                name="corporation_offers_once",
            ),
            models.UniqueConstraint(
                "id", "corporation", "municipality", name="dwelling_and_whose_and_where"
            ),
            models.CheckConstraint(condition=Q(rent__gt=0, rent__lt=5000), name="rent_above_zero"),
            models.CheckConstraint(
                condition=Q(rooms__gte=1, rooms__lte=12, bedrooms__lte=models.F("rooms")),
                name="dwelling_has_rooms",
            ),
        ]
        indexes = [
            models.Index(fields=["corporation", "-id"], name="dwellings_of_corporation"),
            models.Index(fields=["status", "-id"], name="dwellings_by_status"),
            models.Index(
                fields=["postcode", "house_number"],
                name="addresses_on_offer",
                condition=Q(status__in=OPEN),
            ),
        ]

    def __str__(self) -> str:
        return f"dwelling {self.pk}"

    @property
    def reference(self) -> str:
        """What a message calls a home: a mail holds no address."""
        return f"W-{self.public_id.hex[:6].upper()}"

    @property
    def address(self) -> str:
        return f"{self.street} {self.house_number}{self.addition}"
