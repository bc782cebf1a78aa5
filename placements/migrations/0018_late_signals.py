"""The clock reads signals too: who does not look at one in time is asked again."""

from importlib import import_module

from django.db import migrations

from pact.common.rowsecurity import role

walls = import_module("placements.migrations.0004_walls")
signals = import_module("placements.migrations.0016_signals")

READERS = f"{signals.CARE} or {signals.CORPORATION} or {walls.COORDINATOR} or {signals.OFFICER}"


class Migration(migrations.Migration):
    dependencies = [("placements", "0017_warned_before_it_lapses")]

    operations = [
        migrations.RunSQL(
            "alter policy placements_signal_read on placements_signal"
            f" using ({READERS} or {role('system:chase')})",
            f"alter policy placements_signal_read on placements_signal using ({READERS})",
        ),
    ]
