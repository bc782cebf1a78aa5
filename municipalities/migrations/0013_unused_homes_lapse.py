"""What nobody used of a year that is over lapses by a decision, and is taken by nobody after that."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

before = import_module("municipalities.migrations.0012_decisions_about_a_lease")

APPLY_DECISION = before.APPLY_DECISION.replace(
    "    elsif d.kind in ('counts', 'outside') then",
    """    elsif d.kind = 'unused' then
        perform municipalities_check_unused(d.year, d.value);
    elsif d.kind in ('counts', 'outside') then""",
)

CHECK_UNUSED = """
create function municipalities_check_unused(y int, homes int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if make_date(y, 12, 31) >= (now() at time zone 'Europe/Amsterdam')::date then
        raise exception 'The year % is not over.', y using errcode = '23514';
    end if;
    perform 1 from municipalities_place where year = y order by id for update;
    if (select count(*) from municipalities_place where year = y and not taken) <> homes then
        raise exception 'Another number of homes of % is free by now.', y using errcode = '23514';
    end if;
end $$;
"""

GUARD_LAPSED = """
create function municipalities_guard_lapsed() returns trigger language plpgsql as $$
begin
    if exists (select from municipalities_decision where year = new.year and kind = 'unused'
               and applied_at is not null) then
        raise exception 'The unused homes of % have lapsed.', new.year using errcode = '23514',
            constraint = 'unused_homes_lapsed';
    end if;
    return new;
end $$;
create trigger guard_lapsed before update of taken on municipalities_place
    for each row when (new.taken and not old.taken)
    execute function municipalities_guard_lapsed();
"""
UNDO_GUARD = """
drop trigger guard_lapsed on municipalities_place;
drop function municipalities_guard_lapsed();
"""


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0012_decisions_about_a_lease")]

    operations = [
        migrations.AlterField(
            "decision",
            "kind",
            models.CharField(
                choices=[*before.KINDS, ("unused", "the homes that nobody used lapse")],
                max_length=12,
            ),
        ),
        migrations.RemoveConstraint("decision", "decision_about_a_share_names_the_municipality"),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(
                    kind__in=["cap", "extra", "counts", "outside", "unused"],
                    municipality__isnull=True,
                )
                | Q(kind__in=["hard_share", "soft_share"], municipality__isnull=False),
                name="decision_about_a_share_names_the_municipality",
            ),
        ),
        migrations.RunSQL(CHECK_UNUSED, "drop function municipalities_check_unused(int, int)"),
        migrations.RunSQL(
            "revoke all on function municipalities_check_unused(int, int) from public",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(GUARD_LAPSED, UNDO_GUARD),
        migrations.RunSQL(APPLY_DECISION, before.APPLY_DECISION),
    ]
