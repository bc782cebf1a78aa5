"""A report is final after the last day of its year; and then the year's numbers are published.

When it was made final is a moment of the row, as for all that people do.
"""

from importlib import import_module

from django.db import migrations

before = import_module("placements.migrations.0024_a_year_ends")

YEAR_IS_FINAL = """
create or replace function municipalities_year_is_final(y int) returns boolean
language plpgsql as $$
begin
    return placements_year_is_final(y);
end $$;
"""
NO_REPORTS_HERE = """
create or replace function municipalities_year_is_final(y int) returns boolean
language plpgsql as $$
begin
    return false;
end $$;
"""

function, _, _ = before.CHECK_FINAL.partition("create trigger")
AS_IT_WAS = function.replace("create function", "create or replace function")
AFTER_THE_LAST_DAY = AS_IT_WAS.replace(
    "    perform pg_advisory_xact_lock(8102021, new.year);",
    """    if make_date(new.year, 12, 31) >= (new.asked_at at time zone 'Europe/Amsterdam')::date then
        raise exception 'The year % is not over.', new.year using errcode = '23514',
            constraint = 'year_of_a_final_report_is_over';
    end if;
    perform pg_advisory_xact_lock(8102021, new.year);""",
)


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0014_a_published_year_keeps_its_numbers"),
        ("placements", "0047_who_reads_a_case"),
    ]

    operations = [
        migrations.RunSQL(YEAR_IS_FINAL, NO_REPORTS_HERE),
        migrations.RunSQL(AFTER_THE_LAST_DAY, AS_IT_WAS),
    ]
