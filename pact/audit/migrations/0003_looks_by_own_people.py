"""A privacy officer reads what their party's members looked at as well; the office's officer all."""

from django.db import migrations

from pact.common.rowsecurity import MEMBERSHIP, PARTY, PURPOSE, role

OWN_LINE = f"(membership_id is not distinct from {MEMBERSHIP} and purpose = {PURPOSE})"
OFFICE = f"{PARTY} in (select id from agreement_party where kind = 'office')"
OFFICER = role("privacy_officer")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_guards"), ("agreement", "0002_guards")]

    operations = [
        migrations.RunSQL(
            "alter policy audit_look_read on audit_look using"
            f" ({OWN_LINE} or ({OFFICER} and (care_party_id = {PARTY} or party_id = {PARTY}"
            f" or {OFFICE})))",
            "alter policy audit_look_read on audit_look using"
            f" ({OWN_LINE} or (care_party_id = {PARTY} and {OFFICER}))",
        )
    ]
