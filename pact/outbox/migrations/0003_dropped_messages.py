"""A dropped message may be told anew, and a consequence of somebody's deed may drop one."""

from django.db import migrations, models

from pact.common.rowsecurity import STANDS_FOR, role

READERS = f"recipient_id = {STANDS_FOR} or {role('coordinator', 'privacy_officer')}"
MACHINE = ("system:remind", "system:deliver", "system:check")


def policies(*machine: str) -> list[str]:
    write = role("coordinator", *machine)
    return [
        f"alter policy outbox_message_read on outbox_message using ({READERS} or {role(*machine)})",
        f"alter policy outbox_message_write on outbox_message using ({write}) with check ({write})",
    ]


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_guards")]

    operations = [
        migrations.RemoveConstraint("message", "one_message_a_fact"),
        migrations.AddConstraint(
            "message",
            models.UniqueConstraint(
                fields=["kind", "object_id", "recipient", "due_on"],
                condition=~models.Q(state="dropped"),
                name="one_message_a_fact",
            ),
        ),
        migrations.RunSQL(policies(*MACHINE, "system:consequence"), policies(*MACHINE)),
    ]
