"""A link to set a password waits in a row until the mail server took it, not in the request."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pact.common.rowsecurity import grants


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_who_is_there"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkMail",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="link_mail",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("invitation", "Invitation"), ("reset", "Reset")], max_length=12
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=60)),
                ("is_dead", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["invitation", "reset"])),
                        name="link_mail_kind_known",
                    )
                ],
            },
        ),
        grants("accounts_linkmail", "select", "insert", "update", "delete"),
    ]
