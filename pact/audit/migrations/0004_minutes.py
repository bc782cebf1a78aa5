"""The minutes of the table: what happened on a day is found by its time, and the coordinator reads it.

Steps were theirs to read already. Of the deeds they read only what was answered, what got more time
and what was decided about an exception; of other deeds, such as who typed in a draft, nothing.
"""

from django.db import migrations, models

from pact.common.rowsecurity import MEMBERSHIP, PURPOSE, role

OWN_LINE = f"(membership_id is not distinct from {MEMBERSHIP} and purpose = {PURPOSE})"
BEFORE = f"{OWN_LINE} or {role('privacy_officer')}"
ANSWERS = ", ".join(
    f"'answer_{kind}'"
    for kind in ["profile", "care", "candidate", "viewing", "income", "permit", "definite"]
)
IN_THE_MINUTES = f"action in ({ANSWERS}, 'extend_term', 'exemption.granted', 'exemption.denied')"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_looks_by_own_people")]

    operations = [
        migrations.AddIndex("step", models.Index(fields=["at"], name="steps_by_time")),
        migrations.AddIndex("deed", models.Index(fields=["at"], name="deeds_by_time")),
        migrations.RunSQL(
            "alter policy audit_deed_read on audit_deed using"
            f" ({BEFORE} or ({role('coordinator')} and {IN_THE_MINUTES}))",
            f"alter policy audit_deed_read on audit_deed using ({BEFORE})",
        ),
    ]
