"""Reads of leases: which are to come in the tenant's own name by now."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import DateField, DateTimeField, ExpressionWrapper, F, Func
from django.db.models.functions import Cast, Coalesce

from pact.agreement.norms import norm_column
from placements.dwellings.models import ContractForm
from placements.proposals.states import LIVED_IN

TRANSFER = "transfer_months"


class LeaseQuerySet(models.QuerySet):
    def to_transfer(self, today: date) -> Self:
        """What is still let to the care party when the agreed months are over, or on the day on which
        the letting agent said to look again. ``transfer_due`` is that day; without a norm there is none.
        """
        term = Func(
            norm_column(TRANSFER, today), template="make_interval(months => %(expressions)s)"
        )
        moment = ExpressionWrapper(F("started_on") + term, output_field=DateTimeField())
        waiting = self.filter(
            form=ContractForm.INTERMEDIARY,
            transferred_on=None,
            ended_on=None,
            placement__status__in=LIVED_IN,
        )
        due = waiting.annotate(transfer_due=Coalesce("transfer_look_on", Cast(moment, DateField())))
        return due.filter(transfer_due__lte=today)
