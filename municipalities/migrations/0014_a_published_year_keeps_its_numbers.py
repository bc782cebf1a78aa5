"""Once the report of a year is final, its number of homes and its shares stay as they were published."""

from django.db import migrations

# Where reports are kept is known further up; their migration replaces this function.
YEAR_IS_FINAL = """
create function municipalities_year_is_final(y int) returns boolean language plpgsql as $$
begin
    return false;
end $$;
"""

GUARD_PUBLISHED = """
create function municipalities_guard_published() returns trigger language plpgsql as $$
begin
    if municipalities_year_is_final(new.year) then
        raise exception 'The report of % is final: its homes and shares stay as they are.', new.year
            using errcode = '23514', constraint = 'year_is_final';
    end if;
    return new;
end $$;
create trigger guard_published before update of cap, extra on municipalities_pactyear
    for each row when (old.cap <> new.cap or old.extra <> new.extra)
    execute function municipalities_guard_published();
create trigger guard_published before update of agreed, holder on municipalities_share
    for each row when (old.agreed <> new.agreed or old.holder <> new.holder)
    execute function municipalities_guard_published();
"""
UNDO_GUARD = """
drop trigger guard_published on municipalities_share;
drop trigger guard_published on municipalities_pactyear;
drop function municipalities_guard_published();
"""


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0013_unused_homes_lapse")]

    operations = [
        migrations.RunSQL(YEAR_IS_FINAL, "drop function municipalities_year_is_final(int)"),
        migrations.RunSQL(GUARD_PUBLISHED, UNDO_GUARD),
    ]
