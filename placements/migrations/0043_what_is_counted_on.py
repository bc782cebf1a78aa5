"""While somebody is in a home or proposed for it, what they count on stays: size, rent, moment."""

from django.db import migrations

COUNTED_ON = """
create function placements_keep_what_is_counted_on() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (
        select from placements_placement p where p.dwelling_id = new.id
        and p.status in ('proposed', 'agreed', 'leased', 'moved_in')
        and (new.rooms <> old.rooms or new.bedrooms <> old.bedrooms or new.rent > old.rent
             or new.contract_form <> old.contract_form
             or new.available_from > coalesce(p.expected_on, old.available_from)))
    then
        raise exception 'Somebody counts on this home as it was offered.'
            using errcode = '23514', constraint = 'home_is_counted_on';
    end if;
    return new;
end $$;
revoke all on function placements_keep_what_is_counted_on() from public;
create trigger counted_on before update of rooms, bedrooms, rent, contract_form, available_from
    on placements_dwelling for each row when (
        new.rooms <> old.rooms or new.bedrooms <> old.bedrooms or new.rent > old.rent
        or new.contract_form <> old.contract_form or new.available_from > old.available_from)
    execute function placements_keep_what_is_counted_on();
"""

UNDO_COUNTED_ON = """
drop trigger counted_on on placements_dwelling;
drop function placements_keep_what_is_counted_on();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0042_held_back")]

    operations = [migrations.RunSQL(COUNTED_ON, UNDO_COUNTED_ON)]
