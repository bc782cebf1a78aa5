"""Two facts of one day are two messages; and whoever is back is not told what a substitute was."""

import django.db.models.deletion
from django.db import migrations, models

NOT_DROPPED = ~models.Q(state="dropped")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_who_is_there"),
        ("outbox", "0004_list_by_state"),
    ]

    operations = [
        migrations.AddField("message", "occasion", models.DateTimeField(null=True)),
        migrations.AddField(
            "message",
            "meant_for",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.RemoveConstraint("message", "one_message_a_fact"),
        migrations.AddConstraint(
            "message",
            models.UniqueConstraint(
                fields=["kind", "object_id", "recipient", "due_on", "occasion"],
                condition=NOT_DROPPED,
                nulls_distinct=False,
                name="one_message_a_fact",
            ),
        ),
        migrations.AddConstraint(
            "message",
            models.UniqueConstraint(
                fields=["kind", "object_id", "meant_for", "due_on", "occasion"],
                condition=models.Q(meant_for__isnull=False) & NOT_DROPPED,
                nulls_distinct=False,
                name="one_message_for_whom_it_is_meant",
            ),
        ),
    ]
