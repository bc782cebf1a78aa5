"""A privacy officer reads what their own party's members did; the office's officer all."""

from importlib import import_module

from django.db import migrations

looks = import_module("pact.audit.migrations.0003_looks_by_own_people")
minutes = import_module("pact.audit.migrations.0004_minutes")

PARTY, OFFICE, OFFICER = looks.PARTY, looks.OFFICE, looks.OFFICER
COORDINATOR = f"({minutes.role('coordinator')} and {minutes.IN_THE_MINUTES})"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_minutes"), ("agreement", "0002_guards")]

    operations = [
        migrations.RunSQL(
            "alter policy audit_deed_read on audit_deed using"
            f" ({minutes.OWN_LINE} or {COORDINATOR}"
            f" or ({OFFICER} and (party_id = {PARTY} or {OFFICE})))",
            f"alter policy audit_deed_read on audit_deed using ({minutes.BEFORE} or {COORDINATOR})",
        )
    ]
