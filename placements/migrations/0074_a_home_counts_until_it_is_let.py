"""A home counts from the proposal on; only a lease that finds its year full waits for a decision.

Whoever may write a placement could say that it does not count, of their own proposal and for any
reason, and give its place to one home more than was agreed.
"""

from importlib import import_module

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

decisions = import_module("municipalities.migrations.0004_who_asks_never_decides")

# The year follows the start of the lease, and what has to wait really has nowhere to go: that year
# has no places yet, was decided on for good, or is full. By its name the trigger comes after the
# one that keeps a home outside the pact there.
GUARD_COUNTING = f"""
create function placements_guard_counting() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
    starts int;
begin
    {decisions.IS_OWNER}
    select extract(year from l.starts_on) into starts from placements_lease l
        where l.placement_id = new.id;
    if new.status = 'leased' and (
        new.counts and new.year = starts
        or not new.counts and (old.year <> starts or not old.counts)
           and placements_finds_no_place(new, old.year, starts))
    then
        return new;
    end if;
    raise exception 'A home counts in the year its lease starts in, unless that year is full.'
        using errcode = '23514', constraint = 'waits_only_without_a_place';
end $$;
create function placements_finds_no_place(p placements_placement, was_in int, starts int)
returns boolean language plpgsql set search_path = public, pg_temp as $$
declare
    share municipalities_share;
begin
    select * into share from municipalities_share s
        where s.year = starts and s.municipality_id = p.municipality_id;
    if not found then
        return p.year = was_in;
    end if;
    return p.year = starts and (
        placements_year_is_final(starts)
        or exists (select from municipalities_decision d
                   where d.kind = 'unused' and d.year = starts and d.applied_at is not null)
        or not exists (select from municipalities_place free
                       where free.year = starts and free.holder = share.holder
                         and not free.taken));
end $$;
create trigger guard_the_year before update of year, counts, not_counting
    on placements_placement for each row
    when (new.status not in ('proposed', 'agreed') and
        (old.year, old.counts, old.not_counting)
        is distinct from (new.year, new.counts, new.not_counting))
    execute function placements_guard_counting();
"""

UNDO_GUARD = """
drop trigger guard_the_year on placements_placement;
drop function placements_finds_no_place(placements_placement, int, int);
drop function placements_guard_counting();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0019_lists_by_time"),
        ("placements", "0073_walls_as_narrow_as_the_pages"),
    ]

    operations = [
        # What is on record already is not read again: a year that is full would wait for it.
        AddConstraintNotValid(
            "placement",
            models.CheckConstraint(
                condition=Q(counts=True) | ~Q(status__in=["proposed", "agreed"]),
                name="a_home_counts_until_it_is_let",
            ),
        ),
        AddConstraintNotValid(
            "placement",
            models.CheckConstraint(
                condition=Q(not_counting__in=["", "decision_needed", "outside_pact"]),
                name="known_why_a_home_does_not_count",
            ),
        ),
        migrations.RunSQL(GUARD_COUNTING, UNDO_GUARD),
    ]
