"""Nothing is agreed without a last day for its lease, so that the clock cannot forget it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0027_lease_by")]

    operations = [
        migrations.AddConstraint(
            "placement",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "agreed"), _negated=True),
                    ("lease_by__isnull", False),
                    _connector="OR",
                ),
                name="what_is_agreed_has_a_last_day",
            ),
        ),
    ]
