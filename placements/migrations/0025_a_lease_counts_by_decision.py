"""A lease without a place gets one, or stays outside the pact, by a decision of two people only."""

from django.db import migrations

# Runs as the owner, called by what carries out a decision. The place is locked before the
# placement, as everybody does.
DECIDE_ON_LEASE = """
create or replace function municipalities_decide_on_lease(wanted uuid, y int, it_counts boolean)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
    p placements_placement;
    free municipalities_place;
begin
    select * into p from placements_placement where public_id = wanted;
    if it_counts then
        select place.* into free from municipalities_place place
            join municipalities_share share on share.year = place.year
                and share.holder = place.holder and share.municipality_id = p.municipality_id
            where place.year = y and not place.taken
            order by place.number limit 1 for update of place skip locked;
        if not found then
            raise exception 'No free place in %.', y using errcode = '23514';
        end if;
    end if;
    select * into p from placements_placement where public_id = wanted for update;
    if p.not_counting is distinct from 'decision_needed'
       or p.status not in ('leased', 'moved_in', 'completed', 'ended') then
        raise exception 'No lease waits for a decision.' using errcode = '23514';
    end if;
    if it_counts then
        update placements_placement set year = y, holder = free.holder, place_id = free.id,
            counts = true, not_counting = '', version = version + 1 where id = p.id;
    else
        update placements_placement set not_counting = 'outside_pact', version = version + 1
            where id = p.id;
    end if;
end $$;
"""
AS_IT_WAS = """
create or replace function municipalities_decide_on_lease(wanted uuid, y int, it_counts boolean)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    raise exception 'No lease waits for a decision.' using errcode = '23514';
end $$;
"""

GUARD_OUTSIDE = """
create function placements_guard_outside() returns trigger language plpgsql as $$
declare
    was text := '';
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    if tg_op = 'UPDATE' then
        was := old.not_counting;
    end if;
    if was <> new.not_counting and 'outside_pact' in (was, new.not_counting) then
        raise exception 'A home is outside the pact by a decision of two people only.'
            using errcode = '42501', constraint = 'outside_by_decision';
    end if;
    return new;
end $$;
create trigger guard_outside before insert or update of not_counting on placements_placement
    for each row execute function placements_guard_outside();
"""
UNDO_GUARD = """
drop trigger guard_outside on placements_placement;
drop function placements_guard_outside();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0012_decisions_about_a_lease"),
        ("placements", "0024_a_year_ends"),
    ]

    operations = [
        migrations.RunSQL(DECIDE_ON_LEASE, AS_IT_WAS),
        migrations.RunSQL(GUARD_OUTSIDE, UNDO_GUARD),
    ]
