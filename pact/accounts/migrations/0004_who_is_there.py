"""Who does somebody's work on a day: their substitute, or that one's when they are away as well.

A substitute who has left stands in for nobody.
"""

from django.db import migrations

WHO_IS_THERE = """
create function accounts_who_is_there(member bigint, day date) returns bigint
language plpgsql stable set search_path = public, pg_temp as $$
declare
    there bigint := member;
    passed bigint[] := array[]::bigint[];
    stands_in bigint;
begin
    loop
        passed := passed || there;
        select a.substitute_id into stands_in from accounts_absence a
            join accounts_membership m on m.id = a.substitute_id
            join accounts_user u on u.id = m.user_id
            where a.absent_id = there and day between a.first_day and a.last_day
              and u.is_active and (m.ended_on is null or m.ended_on > day)
            order by a.id desc limit 1;
        if not found then
            return there;
        end if;
        -- All of them are away: whoever it was meant for hears of it.
        if stands_in = any(passed) then
            return member;
        end if;
        there := stands_in;
    end loop;
end $$;
"""
UNDO = "drop function accounts_who_is_there(bigint, date)"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_mistakes_are_undone_the_same_day")]

    operations = [migrations.RunSQL(WHO_IS_THERE, UNDO)]
