"""Who meets somebody at home is who introduces them there, at every moment and whoever writes.

Whoever was replaced, or stopped, no longer knows where they live; so the worker of a placement is
never written apart from the introduction in the area of its home, nor that of the guidance apart
from the placement.
"""

from django.db import migrations

# A placement that did not become a home yet follows an introduction that is open; a home also the
# one that ended in it.
FOLLOW_INTRODUCTION = """
create function placements_worker_of(p placements_placement) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select i.worker_id from placements_introduction i
    join placements_dwelling d on d.id = p.dwelling_id
    join municipalities_areadistrict part
        on part.area_id = i.area_id and part.district_id = d.district_id
    cross join (select coalesce(p.expected_on,
        (p.proposed_at at time zone 'Europe/Amsterdam')::date) as on_day) day
    where i.candidate_id = p.candidate_id
      and (i.status in ('planned', 'started') or (i.status = 'moved' and p.status = 'moved_in'))
      and part.valid_from <= on_day and (part.valid_to is null or part.valid_to > on_day)
    order by i.status = 'moved', i.first_contact_on, i.id desc limit 1
$$;
create function placements_follow_introduction() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update placements_placement p set worker_id = placements_worker_of(p)
    where p.candidate_id = new.candidate_id
      and p.status in ('proposed', 'agreed', 'leased', 'moved_in')
      and p.worker_id is distinct from placements_worker_of(p);
    return null;
end $$;
create trigger follow_worker after insert or update of worker_id, status, area_id
    on placements_introduction for each row execute function placements_follow_introduction();
"""

UNDO_FOLLOW_INTRODUCTION = """
drop trigger follow_worker on placements_introduction;
drop function placements_follow_introduction();
drop function placements_worker_of(placements_placement);
"""

# Somebody who waits for another home is met by nobody in the old one.
FOLLOW_PLACEMENT = """
create function placements_follow_placement() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if 'moved_in' in (old.status, new.status) then
        update placements_guidance
        set worker_id = case when new.status = 'moved_in' then new.worker_id end
        where candidate_id = new.candidate_id and status = 'running';
    end if;
    return null;
end $$;
create trigger follow_worker after update of worker_id, status on placements_placement
    for each row execute function placements_follow_placement();
"""

UNDO_FOLLOW_PLACEMENT = """
drop trigger follow_worker on placements_placement;
drop function placements_follow_placement();
"""

# What is wrong today is put right today.
PUT_RIGHT = """
update placements_placement p set worker_id = placements_worker_of(p)
where p.status in ('proposed', 'agreed', 'leased', 'moved_in')
  and p.worker_id is distinct from placements_worker_of(p);
update placements_guidance g set worker_id = (
    select p.worker_id from placements_placement p
    where p.candidate_id = g.candidate_id and p.status = 'moved_in')
where g.status = 'running' and g.worker_id is not null;
"""


def seen_by_the_owner(table: str, deed: str) -> migrations.RunSQL:
    """The functions run as the owner, who has to see the rows."""
    name = f"placements_{table}"
    return migrations.RunSQL(
        f"do $$ begin execute format('create policy {name}_owner on {name} for {deed} to %I"
        " using (true)', current_user); end $$",
        f"drop policy {name}_owner on {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0030_refusals_are_judged"),
        ("municipalities", "0006_areas_keep_their_past"),
    ]

    operations = [
        seen_by_the_owner("introduction", "select"),
        seen_by_the_owner("dwelling", "select"),
        seen_by_the_owner("guidance", "all"),
        migrations.RunSQL(FOLLOW_PLACEMENT, UNDO_FOLLOW_PLACEMENT),
        migrations.RunSQL(FOLLOW_INTRODUCTION, UNDO_FOLLOW_INTRODUCTION),
        migrations.RunSQL(PUT_RIGHT, migrations.RunSQL.noop),
    ]
