"""How long before a year begins its places come is a norm: the clock is held to the one of that day."""

from importlib import import_module

from django.db import migrations

before = import_module("municipalities.migrations.0010_the_clock_opens_the_year")

OPEN_YEAR = """
create or replace function municipalities_open_year(y int) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    agreed int;
    ahead int;
    today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
    if coalesce(current_setting('app.role', true), '') <> 'system'
       or coalesce(current_setting('app.purpose', true), '') <> 'open_years' then
        raise exception 'Only the clock opens a year.' using errcode = '42501';
    end if;
    select value into ahead from agreement_norm where key = 'next_year_opens_months'
        and valid_from <= today and (valid_to is null or valid_to > today);
    if not found then
        raise exception 'Nobody agreed when the places of % come.', y using errcode = '23514';
    end if;
    if make_date(y, 1, 1) - make_interval(months => ahead) > today then
        raise exception 'The year % opens % months before it begins.', y, ahead
            using errcode = '42501';
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
AS_IT_WAS = before.OPEN_YEAR.replace("create function", "create or replace function")


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0011_guidance_ends_early"),
        ("municipalities", "0014_a_published_year_keeps_its_numbers"),
    ]

    operations = [migrations.RunSQL(OPEN_YEAR, AS_IT_WAS)]
