"""Decisions and exchanges are listed by when they were asked, and what waits is found by itself.

So is what was applied to a year, and what was decided about a lease.
"""

from django.db import migrations, models

DECISIONS = [
    models.Index(fields=["-asked_at", "-id"], name="decisions_by_time"),
    models.Index(
        fields=["asked_at", "id"], name="decisions_to_take", condition=models.Q(decided_by=None)
    ),
    models.Index(
        fields=["kind", "year"],
        name="decisions_applied",
        condition=models.Q(applied_at__isnull=False),
    ),
    models.Index(
        fields=["placement"],
        name="decisions_about_a_lease",
        condition=models.Q(placement__isnull=False),
    ),
]
EXCHANGES = [
    models.Index(fields=["-asked_at", "-id"], name="exchanges_by_time"),
    models.Index(fields=["asking", "-asked_at", "-id"], name="exchanges_asked_for"),
    models.Index(fields=["giving", "-asked_at", "-id"], name="exchanges_asked_of"),
]


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0018_who_is_introduced_where")]

    operations = [
        *(migrations.AddIndex("decision", index) for index in DECISIONS),
        *(migrations.AddIndex("exchange", index) for index in EXCHANGES),
    ]
