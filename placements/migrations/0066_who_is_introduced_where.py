"""The open introductions of an area, counted for who is about to redraw it: a number, no case."""

from django.db import migrations

COUNTED = """
create or replace function municipalities_introduced_in(wanted bigint) returns int
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if coalesce(current_setting('app.role', true), '') <> 'administrator' then
        raise exception 'Only an administrator reads how many are introduced in an area.'
            using errcode = '42501';
    end if;
    return (select count(*) from placements_introduction
            where area_id = wanted and status in ('planned', 'started'));
end $$;
"""
NONE_IS_KNOWN = """
create or replace function municipalities_introduced_in(wanted bigint) returns int
language sql stable security definer set search_path = public, pg_temp as $$ select 0 $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0018_who_is_introduced_where"),
        ("placements", "0065_leases_that_wait_for_a_decision"),
    ]

    operations = [migrations.RunSQL(COUNTED, NONE_IS_KNOWN)]
