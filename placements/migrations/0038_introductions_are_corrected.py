"""A wrong step in an introduction is taken back, and what repeats its first contact moves along.

An introduction that was stopped by mistake goes on with its own clock. A contact that was not held
after all is taken back, until a lease counts it. A placement says since when somebody is introduced
as it is now, until the lease is signed.
"""

from importlib import import_module

from django.db import migrations

triggers = import_module("placements.migrations.0003_triggers")

STOP_TAKEN_BACK = ["stopped>planned", "stopped>started"]


def steps_of_introduction(steps: list[str]) -> str:
    listed = ", ".join(f"'{step}'" for step in steps)
    return f"""
        drop trigger check_step on placements_introduction;
        create trigger check_step before update of status on placements_introduction
            for each row execute function placements_check_step({listed});
    """


# A lease that was cancelled never started, so that it counts nothing any more.
COUNTED = """
create function placements_keep_counted_contact() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_lease l where l.introduction_id = old.introduction_id
               and (l.ended_on is null or l.started_on is not null)) then
        raise exception 'A lease counts this contact.'
            using errcode = '23514', constraint = 'lease_counts_this_contact';
    end if;
    return new;
end $$;
create trigger keep_counted_contact before update on placements_contact
    for each row when (old.is_held and old.dropped_at is null and (
        not new.is_held or new.dropped_at is not null or new."on" <> old."on"
        or new.introduction_id <> old.introduction_id))
    execute function placements_keep_counted_contact();
"""

UNDO_COUNTED = """
drop trigger keep_counted_contact on placements_contact;
drop function placements_keep_counted_contact();
"""

# The first to begin of those that are open in the area of the home, as when it was proposed.
SINCE = """
create function placements_introduced_since(p placements_placement) returns date
language sql stable security definer set search_path = public, pg_temp as $$
    select min(i.first_contact_on) from placements_introduction i
    join placements_dwelling d on d.id = p.dwelling_id
    join municipalities_areadistrict part
        on part.area_id = i.area_id and part.district_id = d.district_id
    cross join (select coalesce(p.expected_on,
        (p.proposed_at at time zone 'Europe/Amsterdam')::date) as on_day) day
    where i.candidate_id = p.candidate_id and i.status in ('planned', 'started')
      and part.valid_from <= on_day and (part.valid_to is null or part.valid_to > on_day)
$$;
revoke all on function placements_introduced_since(placements_placement) from public;
create function placements_follow_first_contact() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update placements_placement p set introduced_since = placements_introduced_since(p)
    where p.candidate_id = new.candidate_id and p.status in ('proposed', 'agreed')
      and p.introduced_since is distinct from placements_introduced_since(p);
    return null;
end $$;
create trigger follow_first_contact
    after insert or update of first_contact_on, status, area_id on placements_introduction
    for each row execute function placements_follow_first_contact();
update placements_placement p set introduced_since = placements_introduced_since(p)
where p.status in ('proposed', 'agreed')
  and p.introduced_since is distinct from placements_introduced_since(p);
"""

UNDO_SINCE = """
drop trigger follow_first_contact on placements_introduction;
drop function placements_follow_first_contact();
drop function placements_introduced_since(placements_placement);
"""

# From now on a stopped introduction knows the date of the move as well, for when it goes on.
KNOWS_THE_MOVE = """
do $$ begin execute format('create policy put_right on placements_introduction for update to %I'
    ' using (true)', current_user); end $$;
update placements_introduction i set move_on = (
    select l.starts_on from placements_placement p join placements_lease l on l.placement_id = p.id
    where p.candidate_id = i.candidate_id and p.status = 'leased')
where i.status = 'stopped';
drop policy put_right on placements_introduction;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0037_answers_stay")]

    operations = [
        migrations.RunSQL(
            steps_of_introduction([*triggers.STEPS["introduction"], *STOP_TAKEN_BACK]),
            steps_of_introduction(triggers.STEPS["introduction"]),
        ),
        migrations.RunSQL(COUNTED, UNDO_COUNTED),
        migrations.RunSQL(SINCE, UNDO_SINCE),
        migrations.RunSQL(KNOWS_THE_MOVE, migrations.RunSQL.noop),
    ]
