"""How much guidance there is stands with each person since the migration before, no longer here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("placements", "0010_uitstromers")]

    operations = [
        migrations.RemoveField("care", "intensity"),
        migrations.RemoveField("care", "budget_in_order"),
    ]
