"""How many people are introduced in an area now: a number for who is about to redraw it."""

from django.db import migrations

# Where introductions are kept is known further up; their migration replaces this function.
INTRODUCED = """
create function municipalities_introduced_in(wanted bigint) returns int
language sql stable security definer set search_path = public, pg_temp as $$ select 0 $$;
revoke all on function municipalities_introduced_in(bigint) from public;
grant execute on function municipalities_introduced_in(bigint) to pact_app;
"""


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0017_a_new_year_begins_with_what_was_agreed")]

    operations = [
        migrations.RunSQL(INTRODUCED, "drop function municipalities_introduced_in(bigint)")
    ]
