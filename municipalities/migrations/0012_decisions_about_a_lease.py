"""A lease that is a fact and found no place: the parties decide whether and in which year it counts."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

before = import_module("municipalities.migrations.0004_who_asks_never_decides")

KINDS = [
    ("cap", "how many homes a year"),
    ("extra", "homes beyond the agreed number"),
    ("hard_share", "a municipality's share becomes a limit"),
    ("soft_share", "a municipality's share becomes advice again"),
    ("counts", "a lease without a place counts after all"),
    ("outside", "a lease does not count for the pact"),
]

# Where placements are stored is known further up; their migration replaces this function.
DECIDE_ON_LEASE = """
create function municipalities_decide_on_lease(wanted uuid, y int, it_counts boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    raise exception 'No lease waits for a decision.' using errcode = '23514';
end $$;
"""
UNDO = "drop function municipalities_decide_on_lease(uuid, int, boolean)"

APPLY_DECISION = before.APPLY_DECISION.replace(
    "    elsif d.kind = 'hard_share' then",
    """    elsif d.kind in ('counts', 'outside') then
        perform municipalities_decide_on_lease(d.placement, d.year, d.kind = 'counts');
    elsif d.kind = 'hard_share' then""",
)


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0011_a_movement_belongs_to_its_year")]

    operations = [
        migrations.AddField("decision", "placement", models.UUIDField(null=True)),
        migrations.AlterField("decision", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.RemoveConstraint("decision", "decision_about_a_share_names_the_municipality"),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(
                    kind__in=["cap", "extra", "counts", "outside"], municipality__isnull=True
                )
                | Q(kind__in=["hard_share", "soft_share"], municipality__isnull=False),
                name="decision_about_a_share_names_the_municipality",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(kind__in=["counts", "outside"], placement__isnull=False)
                | (~Q(kind__in=["counts", "outside"]) & Q(placement__isnull=True)),
                name="decision_about_a_lease_names_it",
            ),
        ),
        migrations.RemoveConstraint("decision", "asked_once_at_a_time"),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(
                fields=["kind", "year", "municipality"],
                condition=Q(decided_by=None, placement=None),
                nulls_distinct=False,
                name="asked_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(decided_by=None),
                name="lease_asked_once_at_a_time",
            ),
        ),
        migrations.RunSQL(DECIDE_ON_LEASE, UNDO),
        migrations.RunSQL(
            "revoke all on function municipalities_decide_on_lease(uuid, int, boolean) from public",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(APPLY_DECISION, before.APPLY_DECISION),
    ]
