"""A lease of the care party that is not in the tenant's own name yet waits until a day, for a reason."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0014_reasons_of_a_transfer_that_waits"),
        ("placements", "0054_revoked_exceptions_in_the_minutes"),
    ]

    operations = [
        migrations.AddField("lease", "transfer_look_on", models.DateField(null=True)),
        migrations.AddField(
            "lease", "transfer_code", models.CharField(blank=True, db_default="", max_length=40)
        ),
        migrations.AddConstraint(
            "lease",
            models.CheckConstraint(
                condition=Q(transfer_look_on=None, transfer_code="")
                | (Q(transfer_look_on__isnull=False) & ~Q(transfer_code="")),
                name="transfer_that_waits_has_a_day_and_a_reason",
            ),
        ),
        migrations.AddConstraint(
            "lease",
            models.CheckConstraint(
                condition=Q(transfer_look_on=None)
                | Q(
                    form="intermediary",
                    started_on__isnull=False,
                    transfer_look_on__gt=F("started_on"),
                    transferred_on=None,
                ),
                name="only_a_transfer_to_come_waits",
            ),
        ),
    ]
