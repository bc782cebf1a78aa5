"""Since when a date of moving is known, so that a date that comes late reminds once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placements", "0005_drafts_may_lack_anything")]

    operations = [
        migrations.AddField("introduction", "move_known_on", models.DateField(null=True)),
    ]
