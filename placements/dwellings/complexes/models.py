"""The load of a complex: of the lettings in twelve months, how many to people with a priority."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, Expression, F, OuterRef, Q, Value

from pact.access.actor import Actor
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.models import Party
from pact.agreement.office import is_the_office
from pact.common.dates import months_before


def quarter_ends(until: date, *, count: int) -> list[date]:
    """The last days of as many quarters that are over on a day, the newest first."""
    first_of_quarter = until.replace(month=(until.month - 1) // 3 * 3 + 1, day=1)
    return [months_before(first_of_quarter, 3 * n) - timedelta(days=1) for n in range(count)]


class ComplexLoadQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The corporation reads its own; the coordinator weighs them, and privacy officers check."""
        if actor.is_a(Role.COORDINATOR):
            return self.all()
        if actor.is_a(Role.LETTING_AGENT):
            return self.filter(corporation_id=actor.party_id)
        if actor.is_a(Role.PRIVACY_OFFICER):
            return self.filter(Q(corporation_id=actor.party_id) | is_the_office(actor.party_id))
        return self.none()

    def newest(self) -> Self:
        """Of each complex what was told last."""
        newer = self.model.objects.filter(
            corporation=OuterRef("corporation"),
            reference=OuterRef("reference"),
            until__gt=OuterRef("until"),
        )
        return self.filter(~Exists(newer))

    def of_home(self, *, since: Expression | Value) -> Self:
        """In a sub-select on dwellings: what was told of their complex, if not longer ago than that."""
        theirs = {
            "corporation": OuterRef("corporation"),
            "reference": OuterRef("complex_reference"),
        }
        return self.exclude(reference="").filter(**theirs, until__gte=since).order_by("-until")


class ComplexLoad(models.Model):
    """What a corporation tells of one complex, over the twelve months ``until`` and with a quarter's
    last day: how many homes were let, and how many of those to people with a priority.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    corporation = models.ForeignKey(Party, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=30)
    until = models.DateField()
    lettings = models.PositiveSmallIntegerField()
    priority = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ComplexLoadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "corporation", "reference", "until", name="one_load_of_a_complex_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(priority__lte=F("lettings")), name="no_more_priority_than_lettings"
            ),
        ]
        indexes = [models.Index(fields=["reference", "id"], name="complexes_by_reference")]

    def __str__(self) -> str:
        return f"{self.reference} until {self.until}"
