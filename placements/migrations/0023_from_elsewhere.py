"""A household from outside the seven municipalities, which the shelter takes in as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0022_doubles")]

    operations = [
        migrations.AddField("care", "from_elsewhere", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "care",
            models.CheckConstraint(
                condition=models.Q(from_elsewhere=False) | models.Q(municipality_of_origin=None),
                name="from_elsewhere_or_from_one_of_ours",
            ),
        ),
    ]
