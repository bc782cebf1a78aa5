"""Whoever lets a home knows the household, so nobody names themselves: below Python as well."""

from django.db import migrations

from pact.common.rowsecurity import STANDS_FOR, role

# As a consequence of somebody's deed neither: then who acted would stand for nobody, and name anybody.
NAMED = f"""
create function placements_agent_is_named() returns trigger language plpgsql as $$
begin
    if {role("coordinator")} or old.agent_id = {STANDS_FOR} then return new; end if;
    raise exception 'Only who lets a home, or the coordinator, names another.'
        using errcode = '42501', constraint = 'named_by_who_lets_it';
end $$;
create trigger agent_is_named before update of agent_id on placements_placement for each row
    when (old.agent_id <> new.agent_id and current_user = 'pact_app')
    execute function placements_agent_is_named();
"""

UNDO = """
drop trigger agent_is_named on placements_placement;
drop function placements_agent_is_named();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0044_ends_are_taken_back")]

    operations = [migrations.RunSQL(NAMED, UNDO)]
