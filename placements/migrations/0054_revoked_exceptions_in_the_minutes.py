"""The coordinators read in the minutes that an exception was revoked, as they read that it was granted."""

from importlib import import_module

from django.db import migrations

minutes = import_module("pact.audit.migrations.0004_minutes")
answers = import_module("placements.migrations.0037_answers_stay")

BEFORE = f"{minutes.IN_THE_MINUTES} or {answers.TAKEN_BACK}"


class Migration(migrations.Migration):
    dependencies = [("placements", "0053_a_coach_reads_the_household")]

    operations = [
        migrations.RunSQL(
            answers.coordinator_reads(f"{BEFORE} or action = 'exemption.revoked'"),
            answers.coordinator_reads(BEFORE),
        )
    ]
