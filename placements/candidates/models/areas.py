"""Where a household wishes to live, and where it must not."""

from django.db import models

from municipalities.models import IntroductionArea
from pact.accounts.models import Membership
from pact.agreement.models import District
from placements.candidates.models.candidate import Candidate


class PreferredArea(models.Model):
    """An area where the household wishes to live."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="preferred")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    area = models.ForeignKey(IntroductionArea, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("candidate", "area", name="preferred_once")]


class AvoidedDistrict(models.Model):
    """A district where the household must not live. Why is nowhere on record."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="avoided")
    caseworker = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("candidate", "district", name="avoided_once")]
