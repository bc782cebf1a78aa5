"""When the lease would start, as it was proposed: the earliest day of the home may be too early."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0013_running_guidance")]

    operations = [
        migrations.AddField("placement", "expected_on", models.DateField(null=True)),
    ]
