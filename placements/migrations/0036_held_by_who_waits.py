"""A live placement is of somebody who waits for a home or lives in it, whoever writes."""

from importlib import import_module

from django.db import migrations

doubles = import_module("placements.migrations.0022_doubles")

# At the end of the transaction, because a move steps placement and candidate one after the other.
# The lock lets two transactions that do not see each other's rows meet here.
OF_A_PLACEMENT = """
create function placements_check_who_holds() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    found_status text;
begin
    if not exists (select from placements_placement p where p.id = new.id
                   and p.status in ('proposed', 'agreed', 'leased', 'moved_in'))
    then
        return null;
    end if;
    select status into found_status from placements_candidate
        where id = new.candidate_id for share;
    if found_status not in ('admitted', 'housed') then
        raise exception 'This home is held for a candidate who is %.', found_status
            using errcode = '23514', constraint = 'held_by_who_waits';
    end if;
    return null;
end $$;
create constraint trigger held_by_who_waits
    after insert or update of status, candidate_id on placements_placement
    deferrable initially deferred for each row
    when (new.status in ('proposed', 'agreed', 'leased', 'moved_in'))
    execute function placements_check_who_holds();
"""

UNDO_OF_A_PLACEMENT = """
drop trigger held_by_who_waits on placements_placement;
drop function placements_check_who_holds();
"""

OF_A_CANDIDATE = """
create function placements_check_holds_nothing() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_candidate c
               join placements_placement p on p.candidate_id = c.id
               where c.id = new.id and c.status not in ('admitted', 'housed')
                 and p.status in ('proposed', 'agreed', 'leased', 'moved_in'))
    then
        raise exception 'A home is still held for this candidate.'
            using errcode = '23514', constraint = 'held_by_who_waits';
    end if;
    return null;
end $$;
create constraint trigger held_by_who_waits after update of status on placements_candidate
    deferrable initially deferred for each row
    when (new.status not in ('admitted', 'housed'))
    execute function placements_check_holds_nothing();
"""

UNDO_OF_A_CANDIDATE = """
drop trigger held_by_who_waits on placements_candidate;
drop function placements_check_holds_nothing();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0035_reconsideration")]

    operations = [
        doubles.owner_of("placements_candidate", "update"),
        migrations.RunSQL(OF_A_PLACEMENT, UNDO_OF_A_PLACEMENT),
        migrations.RunSQL(OF_A_CANDIDATE, UNDO_OF_A_CANDIDATE),
    ]
