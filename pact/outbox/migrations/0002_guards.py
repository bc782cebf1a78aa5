"""A message is its recipient's and whoever stands in for them; the coordinator sees its state."""

from django.db import migrations

from pact.common.rowsecurity import ROLE, STANDS_FOR, grants, guarded, role

MACHINE = role("system:remind", "system:deliver", "system:check")


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        grants("outbox_message", "select", "insert", "update"),
        guarded(
            "outbox_message",
            read=f"recipient_id = {STANDS_FOR} or {role('coordinator', 'privacy_officer')}"
            f" or {MACHINE}",
            add=f"{ROLE} <> ''",
            write=f"{MACHINE} or {role('coordinator')}",
        ),
    ]
