"""Which leases of a year still wait for a decision, and why one cannot count: its share is a limit.

A municipality whose share is a limit draws from its own places only; an extra home comes to all of
them together, so that it does not help this one.
"""

from importlib import import_module

from django.db import migrations

before = import_module("placements.migrations.0025_a_lease_counts_by_decision")

WAITING = """
create or replace function municipalities_leases_that_wait(y int) returns int
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if coalesce(current_setting('app.role', true), '')
       not in ('administrator', 'coordinator', 'oversight', 'system') then
        raise exception 'Only who asks or decides reads how many leases wait.'
            using errcode = '42501';
    end if;
    return (select count(*) from placements_placement where year = y
            and not_counting = 'decision_needed'
            and status in ('leased', 'moved_in', 'completed', 'ended'));
end $$;
"""
NONE_IS_KNOWN = """
create or replace function municipalities_leases_that_wait(y int) returns int
language sql stable security definer set search_path = public, pg_temp as $$ select 0 $$;
"""
WHICH_LIMIT = before.DECIDE_ON_LEASE.replace(
    "        if not found then",
    """        if not found and exists (select from municipalities_share s where s.year = y
                and s.municipality_id = p.municipality_id and s.holder <> 0) then
            raise exception 'The share of % is all taken.', y using errcode = '23514';
        elsif free.id is null then""",
)


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0016_a_lease_that_waits_keeps_its_year_open"),
        ("placements", "0064_a_party_that_ends_begins_nothing"),
    ]

    operations = [
        migrations.RunSQL(WAITING, NONE_IS_KNOWN),
        migrations.RunSQL(WHICH_LIMIT, before.DECIDE_ON_LEASE),
    ]
