"""A year ends on its last day, whenever that becomes known; and once its report is final, for good.

Who moves a home and who makes a report final wait for each other at one lock a year, so that no
movement slips in between the last count and the report.
"""

from importlib import import_module

from django.db import migrations

before = import_module("placements.migrations.0003_triggers")

IS_FINAL = """
create function placements_year_is_final(y int) returns boolean language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(8102021, y);
    return exists (select from placements_report where year = y and is_final);
end $$;
"""

LEDGER_LINE = """
create or replace function placements_ledger_line(p placements_placement, moment timestamptz,
                                                  reserved_by int, realised_by int, place bigint)
returns void language plpgsql as $$
begin
    if reserved_by = 0 and realised_by = 0 then return; end if;
    if placements_year_is_final(p.year) then
        raise exception 'The report of % is final: its homes stay as they are.', p.year
            using errcode = '23514', constraint = 'year_is_final';
    end if;
    insert into municipalities_ledgerentry (at, "on", year, municipality_id, corporation_id,
        movement, reserved, realised, placement, place_number, code, user_id)
    values (moment,
        least((moment at time zone 'Europe/Amsterdam')::date, make_date(p.year, 12, 31)),
        p.year, p.municipality_id, p.corporation_id,
        case when realised_by > 0 then 'realise' when realised_by < 0 then 'correct'
             when reserved_by > 0 then 'reserve' else 'release' end,
        reserved_by, realised_by, p.public_id,
        (select number from municipalities_place where id = place),
        coalesce(p.status_code, ''), nullif(current_setting('app.user', true), '')::bigint);
end $$;
"""
AS_IT_WAS = before.LEDGER_LINE.replace("create function", "create or replace function")

CHECK_FINAL = """
create function placements_check_final_report() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.is_final and (not new.is_final or new.year <> old.year) then
        raise exception 'A final report stays final.' using errcode = '23514',
            constraint = 'final_report_stays_final';
    end if;
    if not new.is_final or (tg_op = 'UPDATE' and old.is_final) then
        return new;
    end if;
    perform pg_advisory_xact_lock(8102021, new.year);
    if (select sum(reserved) from municipalities_ledgerentry where year = new.year) <> 0 then
        raise exception 'Homes of % are still reserved.', new.year using errcode = '23514',
            constraint = 'nothing_reserved_in_a_final_year';
    end if;
    return new;
end $$;
create trigger check_final_report before insert or update of is_final, year on placements_report
    for each row execute function placements_check_final_report();
"""
UNDO_CHECK_FINAL = """
drop trigger check_final_report on placements_report;
drop function placements_check_final_report();
"""

# What carries out a decision runs as the owner, and has to see that a report is final.
OWNER_READS = """
do $$ begin execute format('create policy placements_report_owner on placements_report to %I'
    ' using (true)', current_user); end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0011_a_movement_belongs_to_its_year"),
        ("placements", "0023_from_elsewhere"),
    ]

    operations = [
        migrations.RunSQL(IS_FINAL, "drop function placements_year_is_final(int)"),
        migrations.RunSQL(LEDGER_LINE, AS_IT_WAS),
        migrations.RunSQL(CHECK_FINAL, UNDO_CHECK_FINAL),
        migrations.RunSQL(OWNER_READS, "drop policy placements_report_owner on placements_report"),
    ]
