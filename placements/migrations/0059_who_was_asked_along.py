"""Whether the district team or the youth centre was asked along is no corporation's to know.

Until now a letting agent read it with the introduction after release.
"""

from importlib import import_module

from django.db import migrations

walls = import_module("placements.migrations.0004_walls")

INTRODUCED = walls.of_visible("introduction", "introduction_id")


def read(condition: str) -> str:
    return f"alter policy placements_request_read on placements_request using ({condition})"


class Migration(migrations.Migration):
    dependencies = [("placements", "0058_steps_that_nobody_takes")]

    operations = [migrations.RunSQL(read(f"not {walls.AGENT} and {INTRODUCED}"), read(INTRODUCED))]
