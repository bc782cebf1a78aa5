"""What holds from a date on, until it is closed."""

from datetime import date

from django.db import models
from django.db.models import Q


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a date until, and not on, another."""

    def on(self, day: date | models.OuterRef) -> "DatedQuerySet":
        """Those that hold on a day; within another statement, on the day of its row."""
        still = Q(valid_to=None) | Q(valid_to__gt=day)
        return self.filter(still, valid_from__lte=day)


class Dated(models.Model):
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
