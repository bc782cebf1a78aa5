"""A role given by mistake ends the same day, and an absence that is off is taken away."""

from django.db import migrations, models

from pact.common.rowsecurity import grants


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_guards")]

    operations = [
        migrations.RemoveConstraint("membership", "membership_ends_after_it_begins"),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                ),
                name="membership_ends_no_sooner_than_it_begins",
            ),
        ),
        grants("accounts_absence", "select", "insert", "update", "delete"),
    ]
