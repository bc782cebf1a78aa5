"""How often somebody asked lately: a row for each person and kind, which nobody else reads."""

import django.contrib.postgres.fields
from django.db import migrations, models

from pact.common.rowsecurity import USER, grants, guarded


class Migration(migrations.Migration):
    dependencies = [("access", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=20)),
                (
                    "times",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user_id"), models.F("kind"), name="asked_counted_once"
                    )
                ]
            },
        ),
        grants("access_asked", "select", "insert", "update"),
        guarded(
            "access_asked",
            read=f"user_id = {USER}",
            add=f"user_id = {USER}",
            write=f"user_id = {USER}",
        ),
    ]
