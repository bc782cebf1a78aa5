"""On which day everybody was warned that a proposal would lapse; without a warning none does."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0016_signals")]

    operations = [
        migrations.AddField("placement", "warned_on", models.DateField(null=True)),
        # Not for what lapsed before: nobody wrote down then whether there was a warning.
        AddConstraintNotValid(
            "placement",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "lapsed"), ("status_code", "offer_expired"), _negated=True),
                    ("warned_on__isnull", False),
                    _connector="OR",
                ),
                name="lapses_by_itself_after_a_warning",
            ),
        ),
    ]
