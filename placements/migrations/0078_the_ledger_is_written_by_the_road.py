"""A movement of a home is written, and its place taken, by what moves it and by nobody else.

Anybody who acts could add a line to the ledger, or take every place of a year without a home.
"""

from importlib import import_module

from django.db import migrations

from pact.common.rowsecurity import grants

decisions = import_module("municipalities.migrations.0004_who_asks_never_decides")

BY_THE_ROAD = """
alter function placements_keep_ledger() security definer set search_path = public, pg_temp;
revoke all on function placements_keep_ledger() from public;
"""

BY_ANYBODY = """
grant execute on function placements_keep_ledger() to public;
alter function placements_keep_ledger() security invoker reset search_path;
"""

# Who looks for a free place locks it, for which the right to change this column is needed.
TAKEN_BY_A_HOME = f"""
create function placements_place_is_taken_by_a_home() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    {decisions.IS_OWNER}
    raise exception 'A place is taken by a home, and by nothing else.' using errcode = '42501';
end $$;
create trigger taken_by_a_home before update of taken on municipalities_place for each row
    when (old.taken <> new.taken) execute function placements_place_is_taken_by_a_home();
"""

UNDO_TAKEN_BY_A_HOME = """
drop trigger taken_by_a_home on municipalities_place;
drop function placements_place_is_taken_by_a_home();
"""

LEDGER = "municipalities_ledgerentry"


class Migration(migrations.Migration):
    dependencies = [("placements", "0077_guards_look_in_their_own_tables")]

    operations = [
        migrations.RunSQL(BY_THE_ROAD, BY_ANYBODY),
        migrations.RunSQL(TAKEN_BY_A_HOME, UNDO_TAKEN_BY_A_HOME),
        migrations.RunSQL(grants(LEDGER, "select").sql, grants(LEDGER, "select", "insert").sql),
    ]
