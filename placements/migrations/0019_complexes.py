"""What a corporation tells of its complexes: read by itself and weighed at the table."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from pact.common.rowsecurity import PARTY, grants, guarded

walls = import_module("placements.migrations.0004_walls")

OWN = f"({walls.AGENT} and corporation_id = {PARTY})"
OFFICER = f"({walls.OFFICER} and (corporation_id = {PARTY} or {walls.OFFICE}))"

QUARTER = """
alter table placements_complexload add constraint load_until_the_end_of_a_quarter check (
    extract(day from until + 1) = 1 and extract(month from until + 1) in (1, 4, 7, 10))
"""
UNDO_QUARTER = "alter table placements_complexload drop constraint load_until_the_end_of_a_quarter"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_who_is_there"),
        ("agreement", "0006_signals_have_reasons"),
        ("placements", "0018_late_signals"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplexLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reference", models.CharField(max_length=30)),
                ("until", models.DateField()),
                ("lettings", models.PositiveSmallIntegerField()),
                ("priority", models.PositiveSmallIntegerField()),
                ("entered_at", models.DateTimeField()),
                (
                    "corporation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreement.party",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("corporation"),
                        models.F("reference"),
                        models.F("until"),
                        name="one_load_of_a_complex_a_quarter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__lte", models.F("lettings"))),
                        name="no_more_priority_than_lettings",
                    ),
                ],
            },
        ),
        migrations.RunSQL(QUARTER, UNDO_QUARTER),
        grants("placements_complexload", "select", "insert", "update"),
        guarded(
            "placements_complexload",
            read=f"{OWN} or {walls.COORDINATOR} or {OFFICER}",
            add=OWN,
            write=OWN,
        ),
    ]
