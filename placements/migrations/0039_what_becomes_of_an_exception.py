"""What becomes of an exception: its plan is carried out, it is revoked, or its case ends before."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

once = import_module("placements.migrations.0034_one_lease_an_exception")

# The plan makes up for one lease. When that is cancelled there is nothing to make up for.
MARK_USED = """
create or replace function placements_mark_exemption() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    used boolean := new.ended_on is null or new.started_on is not null;
begin
    update placements_exemption e
    set is_used = used,
        caught_up_on = case when used then e.caught_up_on end,
        caught_up_by_id = case when used then e.caught_up_by_id end
    where e.id = new.exemption_id;
    return null;
end $$;
"""

MARKED_BEFORE = once.MARK_USED.replace("create function", "create or replace function").split(
    "create trigger"
)[0]

DONE_AFTERWARDS = """
alter table placements_exemption add constraint caught_up_after_it_was_asked check (
    caught_up_on >= (asked_at at time zone 'Europe/Amsterdam')::date);
"""

NOT_BEFORE = "alter table placements_exemption drop constraint caught_up_after_it_was_asked"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_guards"),
        ("placements", "0038_introductions_are_corrected"),
    ]

    operations = [
        migrations.AddField(
            "exemption",
            "revoked_code",
            models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField("exemption", "caught_up_on", models.DateField(null=True)),
        migrations.AddField(
            "exemption",
            "caught_up_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AlterField(
            "exemption",
            "verdict",
            models.CharField(
                choices=[
                    ("open", "waits for a decision"),
                    ("granted", "granted"),
                    ("denied", "denied"),
                    ("revoked", "revoked"),
                    ("lapsed", "lapsed: the application is over"),
                ],
                default="open",
                max_length=8,
            ),
        ),
        migrations.RunSQL(MARK_USED, MARKED_BEFORE),
        migrations.RemoveConstraint("exemption", "decided_exemption_has_who_and_when"),
        migrations.AddConstraint(
            "exemption",
            models.CheckConstraint(
                condition=Q(verdict="open", decided_by=None, decided_at=None)
                | Q(
                    verdict__in=["granted", "denied", "revoked"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(verdict="lapsed", decided_by=None, decided_at__isnull=False),
                name="decided_exemption_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            "exemption",
            models.CheckConstraint(
                condition=Q(is_used=False) | Q(verdict="granted"), name="used_exemption_is_granted"
            ),
        ),
        migrations.AddConstraint(
            "exemption",
            models.CheckConstraint(
                condition=Q(verdict="revoked") ^ Q(revoked_code=""),
                name="revoked_exemption_has_a_code",
            ),
        ),
        migrations.AddConstraint(
            "exemption",
            models.CheckConstraint(
                condition=Q(caught_up_on=None, caught_up_by=None)
                | Q(caught_up_on__isnull=False, caught_up_by__isnull=False, is_used=True),
                name="caught_up_exemption_was_used_and_has_who",
            ),
        ),
        migrations.RunSQL(DONE_AFTERWARDS, NOT_BEFORE),
    ]
