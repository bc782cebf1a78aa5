"""A lease starts on or after the day it was signed, and ends on or after the day it started."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("placements", "0031_worker_follows")]

    operations = [
        # Not for what was recorded before: a wrong day of then is corrected by people.
        AddConstraintNotValid(
            "lease",
            models.CheckConstraint(
                condition=Q(starts_on__gte=F("signed_on"))
                & (Q(started_on=None) | Q(started_on__gte=F("signed_on")))
                & (Q(keys_on=None) | Q(keys_on__gte=F("signed_on"))),
                name="lease_starts_after_it_is_signed",
            ),
        ),
        AddConstraintNotValid(
            "lease",
            models.CheckConstraint(
                condition=Q(ended_on=None)
                | Q(ended_on__gte=Coalesce(F("started_on"), F("signed_on"))),
                name="lease_ends_after_it_started",
            ),
        ),
    ]
