"""By when the lease of what is agreed is signed; of what was agreed before, two weeks after it."""

from django.db import migrations, models

FILL = """
update placements_placement
set lease_by = (coalesce(agreed_at, status_at) at time zone 'Europe/Amsterdam')::date + 14
where status = 'agreed'
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0026_waits_longer")]

    operations = [
        migrations.AddField("placement", "lease_by", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
