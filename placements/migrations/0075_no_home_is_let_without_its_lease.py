"""No home is let without its lease, and what a lease stands on stays where it was.

A step to “lease signed” or “moved in” asked for no lease, so that nothing asked for the half year.
"""

from importlib import import_module

from django.db import migrations

decisions = import_module("municipalities.migrations.0004_who_asks_never_decides")

LET_BY_A_LEASE = f"""
create function placements_let_by_a_lease() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    {decisions.IS_OWNER}
    if exists (select from placements_lease l where l.placement_id = new.id
               and (l.started_on is not null or new.status = 'leased')) then
        return new;
    end if;
    raise exception 'No home is let without its lease, and nobody moves in before it starts.'
        using errcode = '23514', constraint = 'let_by_a_lease';
end $$;
create trigger let_by_a_lease before update of status on placements_placement for each row
    when (new.status in ('leased', 'moved_in') and old.status <> new.status)
    execute function placements_let_by_a_lease();
-- After the row: whoever may not write it at all hears that first.
create function placements_begins_as_a_proposal() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    {decisions.IS_OWNER}
    raise exception 'A placement begins as a proposal.'
        using errcode = '23514', constraint = 'begins_as_a_proposal';
end $$;
create trigger begins_as_a_proposal after insert on placements_placement for each row
    when (new.status <> 'proposed') execute function placements_begins_as_a_proposal();
create function placements_lease_of_what_is_agreed() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    {decisions.IS_OWNER}
    if exists (select from placements_placement p where p.id = new.placement_id
               and p.status = 'agreed') then
        return new;
    end if;
    raise exception 'A lease is signed of a home that is agreed on.'
        using errcode = '23514', constraint = 'lease_of_what_is_agreed';
end $$;
create trigger lease_of_what_is_agreed before insert on placements_lease
    for each row execute function placements_lease_of_what_is_agreed();
"""

UNDO_LET_BY_A_LEASE = """
drop trigger lease_of_what_is_agreed on placements_lease;
drop function placements_lease_of_what_is_agreed();
drop trigger begins_as_a_proposal on placements_placement;
drop function placements_begins_as_a_proposal();
drop trigger let_by_a_lease on placements_placement;
drop function placements_let_by_a_lease();
"""

# Of a lease that was cancelled nothing stands on it any more. Who introduces may not see the lease.
AREA_STAYS = """
create function placements_area_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_lease l where l.introduction_id = new.id
               and (l.ended_on is null or l.started_on is not null)) then
        raise exception 'A lease stands on this introduction in its area.'
            using errcode = '23514', constraint = 'lease_stands_in_this_area';
    end if;
    return new;
end $$;
revoke all on function placements_area_stays() from public;
create trigger area_stays before update of area_id on placements_introduction
    for each row when (old.area_id <> new.area_id) execute function placements_area_stays();
"""

UNDO_AREA_STAYS = """
drop trigger area_stays on placements_introduction;
drop function placements_area_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0074_a_home_counts_until_it_is_let")]

    operations = [
        migrations.RunSQL(LET_BY_A_LEASE, UNDO_LET_BY_A_LEASE),
        migrations.RunSQL(AREA_STAYS, UNDO_AREA_STAYS),
    ]
