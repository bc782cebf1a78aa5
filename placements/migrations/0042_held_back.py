"""Nobody goes on to a home in a district that the household avoids, also when that was ticked later.

The database says only that this step waits. Who takes it may not read which districts are avoided,
and is to find out for no other household or district: the triggers fire after the policies had their
say, a placement keeps its household and its home, and a home its district while somebody is in it.
"""

from importlib import import_module

from django.db import migrations

follows = import_module("placements.migrations.0031_worker_follows")

TO_BE_AVOIDED = """
create function placements_is_to_be_avoided(asked bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
        select from placements_placement p
        join placements_dwelling d on d.id = p.dwelling_id
        join placements_avoideddistrict a
            on a.candidate_id = p.candidate_id and a.district_id = d.district_id
        where p.id = asked)
$$;
revoke all on function placements_is_to_be_avoided(bigint) from public;
"""

UNDO_TO_BE_AVOIDED = "drop function placements_is_to_be_avoided(bigint)"

# The column that names the placement is the argument. Who may not call a function of a trigger may
# put it on no table of their own.
HOLD_BACK = """
create function placements_hold_back() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if placements_is_to_be_avoided((to_jsonb(new) ->> tg_argv[0])::bigint) then
        raise exception 'The coordinator looks at this placement first.'
            using errcode = '23514', constraint = 'coordinator_looks_first';
    end if;
    return null;
end $$;
revoke all on function placements_hold_back() from public;

create trigger held_back_at_first after insert on placements_placement
    for each row when (new.status in ('proposed', 'agreed', 'leased'))
    execute function placements_hold_back('id');
create trigger held_back after update of status, released_at on placements_placement
    for each row when (
        (old.released_at is null and new.released_at is not null)
        or old.status || '>' || new.status in
            ('proposed>agreed', 'agreed>leased', 'leased>moved_in'))
    execute function placements_hold_back('id');
create trigger held_back_at_first after insert on placements_lease
    for each row execute function placements_hold_back('placement_id');
create trigger held_back after update of keys_on, started_on on placements_lease
    for each row when (
        (old.started_on is null and new.started_on is not null)
        or (old.keys_on is null and new.keys_on is not null and new.started_on is null))
    execute function placements_hold_back('placement_id');
"""

UNDO_HOLD_BACK = """
drop trigger held_back on placements_lease;
drop trigger held_back_at_first on placements_lease;
drop trigger held_back on placements_placement;
drop trigger held_back_at_first on placements_placement;
drop function placements_hold_back();
"""

KEEPS_BOTH = """
create function placements_keep_household_and_home() returns trigger language plpgsql as $$
begin
    raise exception 'A placement keeps its household and its home.'
        using errcode = '23514', constraint = 'placement_keeps_both';
end $$;
create trigger keeps_both before update of candidate_id, dwelling_id on placements_placement
    for each row when (old.candidate_id <> new.candidate_id or old.dwelling_id <> new.dwelling_id)
    execute function placements_keep_household_and_home();
create trigger keeps_placement before update of placement_id on placements_lease
    for each row when (old.placement_id <> new.placement_id)
    execute function placements_keep_household_and_home();
"""

UNDO_KEEPS_BOTH = """
drop trigger keeps_placement on placements_lease;
drop trigger keeps_both on placements_placement;
drop function placements_keep_household_and_home();
"""

KEEPS_DISTRICT = """
create function placements_keep_district() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_placement p where p.dwelling_id = new.id
               and p.status in ('proposed', 'agreed', 'leased', 'moved_in')) then
        raise exception 'Somebody is proposed for this home in this district.'
            using errcode = '23514', constraint = 'home_keeps_its_district';
    end if;
    return new;
end $$;
revoke all on function placements_keep_district() from public;
create trigger keeps_district before update of district_id on placements_dwelling
    for each row when (old.district_id <> new.district_id)
    execute function placements_keep_district();
"""

UNDO_KEEPS_DISTRICT = """
drop trigger keeps_district on placements_dwelling;
drop function placements_keep_district();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0041_wrong_presses_are_taken_back")]

    operations = [
        follows.seen_by_the_owner("avoideddistrict", "select"),
        migrations.RunSQL(TO_BE_AVOIDED, UNDO_TO_BE_AVOIDED),
        migrations.RunSQL(HOLD_BACK, UNDO_HOLD_BACK),
        migrations.RunSQL(KEEPS_BOTH, UNDO_KEEPS_BOTH),
        migrations.RunSQL(KEEPS_DISTRICT, UNDO_KEEPS_DISTRICT),
    ]
