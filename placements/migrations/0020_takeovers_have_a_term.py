"""Until when an answer about taking a case over is waited for; the clock reads the questions too."""

from importlib import import_module

from django.db import migrations, models

from pact.common.rowsecurity import role

takeovers = import_module("placements.migrations.0012_another_party_takes_over")

READERS = (
    f"{takeovers.GIVER} or {takeovers.RECEIVER} or {takeovers.COORDINATOR}"
    f" or {takeovers.CONSEQUENCE}"
)


class Migration(migrations.Migration):
    dependencies = [("placements", "0019_complexes")]

    operations = [
        migrations.AddField("takeover", "answer_by", models.DateField(null=True)),
        migrations.RunSQL(
            "alter policy placements_takeover_read on placements_takeover"
            f" using ({READERS} or {role('system:chase')})",
            f"alter policy placements_takeover_read on placements_takeover using ({READERS})",
        ),
    ]
