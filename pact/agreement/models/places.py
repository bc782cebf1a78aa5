"""Municipalities and districts, as places on the map."""

from django.db import models


class Municipality(models.Model):
    """One of the municipalities of the region, with the code of Statistics Netherlands."""

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A district (wijk) as ``source`` divided it in ``year``; codes change yearly."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="districts")
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        ordering = ["municipality__name", "name"]
        constraints = [models.UniqueConstraint("code", "year", name="district_code_once_a_year")]

    def __str__(self) -> str:
        return self.name
