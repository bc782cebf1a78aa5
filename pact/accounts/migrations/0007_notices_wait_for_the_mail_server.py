"""A mail that tells somebody what was done to their account waits in a row, as links do.

Whoever did it writes it as a consequence, a worker sends it, and an administrator sees that it
could not be sent. Nobody else reads or touches it.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pact.common.rowsecurity import grants, guarded, role

WHOEVER_WRITES = role("system:consequence", "system:deliver")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_signed_out_at")]

    operations = [
        migrations.CreateModel(
            name="NoticeMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=60)),
                ("is_dead", models.BooleanField(default=False)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("away", "Away"),
                            ("stands_in", "Stands In"),
                            ("factor_gone", "Factor Gone"),
                            ("chosen", "Chosen"),
                            ("factor", "Factor"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["user", "kind"], name="one_notice_of_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["away", "stands_in", "factor_gone", "chosen", "factor"],
                            )
                        ),
                        name="notice_mail_kind_known",
                    ),
                ],
            },
        ),
        grants("accounts_noticemail", "select", "insert", "update", "delete"),
        guarded(
            "accounts_noticemail",
            read=f"({WHOEVER_WRITES} or {role('administrator')})",
            add=role("system:consequence"),
            write=WHOEVER_WRITES,
            remove=role("system:deliver"),
        ),
    ]
