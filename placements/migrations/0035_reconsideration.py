"""A care party asks to reconsider a rejection, once, and may withdraw what was rejected."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

triggers = import_module("placements.migrations.0003_triggers")

WITHDRAWN_AFTERWARDS = "rejected>withdrawn"


def steps_of_candidate(steps: list[str]) -> str:
    listed = ", ".join(f"'{step}'" for step in steps)
    return f"""
        drop trigger check_step on placements_candidate;
        create trigger check_step before update of status on placements_candidate
            for each row execute function placements_check_step({listed});
    """


class Migration(migrations.Migration):
    dependencies = [("placements", "0034_one_lease_an_exception")]

    operations = [
        migrations.RunSQL(
            steps_of_candidate([*triggers.STEPS["candidate"], WITHDRAWN_AFTERWARDS]),
            steps_of_candidate(triggers.STEPS["candidate"]),
        ),
        migrations.AddField("candidate", "asked_again_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "candidate",
            models.CheckConstraint(
                condition=Q(asked_again_at=None) | Q(status__in=["rejected", "withdrawn"]),
                name="asked_again_after_a_rejection",
            ),
        ),
    ]
