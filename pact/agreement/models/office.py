"""On which decision the coordinator's office rests."""

from django.db import models
from django.db.models import F, Q

from pact.agreement.models.dated import Dated, DatedQuerySet
from pact.agreement.models.documents import Party
from pact.common.history import keeps_history


@keeps_history()
class OfficeBasis(Dated):
    """Who gave the office its task, in which document: no document of the pact names one.

    One office at a time; the database refuses a second on the same day.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="bases")
    given_by = models.CharField(max_length=120)
    document = models.CharField(max_length=200)
    decided_on = models.DateField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="office_basis_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.document}"
