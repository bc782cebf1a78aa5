"""A year's places come by the clock, from the number that the parties agreed on; never earlier."""

from django.db import migrations

# Runs as the owner, because the application may only take and free places. What it may do is only
# this: give a year that is due, and is not there, what was agreed. A year that is there stays.
OPEN_YEAR = """
create function municipalities_open_year(y int) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    agreed int;
begin
    if coalesce(current_setting('app.role', true), '') <> 'system'
       or coalesce(current_setting('app.purpose', true), '') <> 'open_years' then
        raise exception 'Only the clock opens a year.' using errcode = '42501';
    end if;
    if make_date(y - 1, 7, 1) > (now() at time zone 'Europe/Amsterdam')::date then
        raise exception 'The year % opens on 1 July of the year before.', y using errcode = '42501';
    end if;
    select value into agreed from agreement_norm where key = 'annual_cap'
        and valid_from <= make_date(y, 1, 1)
        and (valid_to is null or valid_to > make_date(y, 1, 1));
    if not found then
        raise exception 'Nobody agreed how many homes % has.', y using errcode = '23514';
    end if;
    insert into municipalities_pactyear (year, cap, extra) values (y, 0, 0) on conflict do nothing;
    if not found then
        return false;
    end if;
    perform municipalities_set_ceiling(y, agreed, 0);
    perform municipalities_advise_shares(y);
    return true;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0005_one_office_at_a_time"),
        ("municipalities", "0009_a_party_that_ends_works_nowhere"),
    ]

    operations = [
        migrations.RunSQL(OPEN_YEAR, "drop function municipalities_open_year(int)"),
        migrations.RunSQL(
            "revoke all on function municipalities_open_year(int) from public;"
            " grant execute on function municipalities_open_year(int) to pact_app",
            migrations.RunSQL.noop,
        ),
    ]
