"""The unused homes of a year lapse when every lease of it is decided on: one may still count.

Once they have lapsed no place of that year is ever taken again, so that the decision on a lease that
waits would be taken by who let them lapse.
"""

from importlib import import_module

from django.db import migrations

before = import_module("municipalities.migrations.0013_unused_homes_lapse")
CHECK_UNUSED = before.CHECK_UNUSED.replace("create function", "create or replace function")

# Where leases are kept is known further up; their migration replaces this function.
WAITING = """
create function municipalities_leases_that_wait(y int) returns int
language sql stable security definer set search_path = public, pg_temp as $$ select 0 $$;
revoke all on function municipalities_leases_that_wait(int) from public;
grant execute on function municipalities_leases_that_wait(int) to pact_app;
"""
NONE_WAITS = CHECK_UNUSED.replace(
    "    perform 1 from municipalities_place",
    """    if municipalities_leases_that_wait(y) > 0 then
        raise exception 'A lease of % still waits for a decision.', y using errcode = '23514';
    end if;
    perform 1 from municipalities_place""",
)


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0015_the_norm_says_when_a_year_opens")]

    operations = [
        migrations.RunSQL(WAITING, "drop function municipalities_leases_that_wait(int)"),
        migrations.RunSQL(NONE_WAITS, CHECK_UNUSED),
    ]
