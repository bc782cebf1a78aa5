"""Signals about living somewhere: read by its two sides, and each says its own view."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from pact.common.rowsecurity import PARTY, STANDS_FOR, grants, guarded

walls = import_module("placements.migrations.0004_walls")


def of_placement(condition: str) -> str:
    return f"exists (select from placements_placement p where p.id = placement_id and {condition})"


CARE = f"({walls.role('caseworker')} and {of_placement(f'p.caseworker_id = {STANDS_FOR}')})"
NAMED = f"p.released_at is not null and p.agent_id = {STANDS_FOR} and p.status in {walls.LIVE}"
CORPORATION = f"({walls.AGENT} and {of_placement(NAMED)})"
OFFICER = f"({walls.OFFICER} and {of_placement(f'(p.care_party_id = {PARTY} or {walls.OFFICE})')})"

# Whoever may write the row may write the other side's view no more than their own twice.
SIDES = """
create function placements_signal_sides() returns trigger language plpgsql as $$
begin
    if (new.care_view <> old.care_view and current_setting('app.role', true) <> 'caseworker')
       or (new.corporation_view <> old.corporation_view
           and current_setting('app.role', true) <> 'letting_agent')
       or (new.side, new.placement_id, new.fact, new.happened_on, new.given_by_id)
           is distinct from
          (old.side, old.placement_id, old.fact, old.happened_on, old.given_by_id)
       or (old.care_view <> '' and new.care_view <> old.care_view)
       or (old.corporation_view <> '' and new.corporation_view <> old.corporation_view)
    then
        raise exception 'Each side says its own view, once.'
            using errcode = '42501', constraint = 'each_side_says_its_own_view';
    end if;
    return new;
end $$;
create trigger sides before update on placements_signal for each row
    execute function placements_signal_sides();
create trigger check_step before update of status on placements_signal for each row
    execute function placements_check_step('given>seen', 'seen>decided');
create trigger record_step after insert or update of status on placements_signal for each row
    execute function audit_record_step('signal');
"""

UNDO_SIDES = """
drop trigger record_step on placements_signal;
drop trigger check_step on placements_signal;
drop trigger sides on placements_signal;
drop function placements_signal_sides();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mistakes_are_undone_the_same_day"),
        ("placements", "0015_question_labels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("status_at", models.DateTimeField()),
                ("status_code", models.CharField(blank=True, max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("given", "waits for the other's view"),
                            ("seen", "waits for what is agreed"),
                            ("decided", "agreed"),
                        ],
                        default="given",
                        max_length=10,
                    ),
                ),
                ("fact", models.CharField(max_length=40)),
                ("happened_on", models.DateField()),
                (
                    "side",
                    models.CharField(
                        choices=[("care", "the care party"), ("corporation", "the corporation")],
                        max_length=12,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("care_view", models.CharField(blank=True, max_length=40)),
                ("corporation_view", models.CharField(blank=True, max_length=40)),
                ("decision", models.CharField(blank=True, max_length=40)),
                ("decided_on", models.DateField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals",
                        to="placements.placement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corporation_view", ""),
                                ("side", "care"),
                                ("status", "given"),
                                models.Q(("care_view", ""), _negated=True),
                                ("decided_by", None),
                                ("decided_on", None),
                                ("decision", ""),
                            ),
                            models.Q(
                                ("care_view", ""),
                                ("side", "corporation"),
                                ("status", "given"),
                                models.Q(("corporation_view", ""), _negated=True),
                                ("decided_by", None),
                                ("decided_on", None),
                                ("decision", ""),
                            ),
                            models.Q(
                                ("status", "seen"),
                                models.Q(("care_view", ""), _negated=True),
                                models.Q(("corporation_view", ""), _negated=True),
                                ("decided_by", None),
                                ("decided_on", None),
                                ("decision", ""),
                            ),
                            models.Q(
                                ("status", "decided"),
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                                models.Q(("care_view", ""), _negated=True),
                                models.Q(("corporation_view", ""), _negated=True),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="both_look_before_they_decide",
                    ),
                    models.UniqueConstraint(
                        models.F("placement"),
                        models.F("fact"),
                        condition=models.Q(("status__in", ["given", "seen"])),
                        name="one_open_signal_of_a_fact",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SIDES, UNDO_SIDES),
        grants("placements_signal", "select", "insert", "update"),
        guarded(
            "placements_signal",
            read=f"{CARE} or {CORPORATION} or {walls.COORDINATOR} or {OFFICER}",
            add=f"({CARE} and side = 'care') or ({CORPORATION} and side = 'corporation')",
            write=f"{CARE} or {CORPORATION}",
        ),
    ]
