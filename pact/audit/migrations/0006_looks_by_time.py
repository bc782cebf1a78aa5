"""Looks are listed by time: all of them, a party's, a member's, and those that were refused.

A place in the list is found by its public id.
"""

import uuid

from django.db import migrations, models

INDEXES = [
    models.Index(fields=["care_party_id", "-at", "-id"], name="looks_at_party"),
    models.Index(fields=["party_id", "-at", "-id"], name="looks_by_party"),
    models.Index(fields=["membership_id", "-at", "-id"], name="looks_by_member"),
    models.Index(fields=["-at", "-id"], name="looks_by_time"),
    models.Index(
        fields=["-at", "-id"], name="looks_refused", condition=models.Q(outcome="refused")
    ),
]


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_deeds_of_the_own_party")]

    operations = [
        migrations.AlterField(
            "look", "public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
        migrations.RemoveIndex("look", "looks_at_party"),
        *(migrations.AddIndex("look", index) for index in INDEXES),
    ]
