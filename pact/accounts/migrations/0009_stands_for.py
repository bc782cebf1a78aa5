"""Whose work somebody does on a day besides their own, in the statement that asks who they are.

Every page asks it. Whoever stands in for a lead does what the lead does: so for the team as well.
"""

from django.db import migrations

STANDS_FOR = """
create function accounts_stands_for(member bigint, day date) returns bigint[]
language sql stable set search_path = public, pg_temp as $$
    with substituted as (
        select a.absent_id as id from accounts_absence a
        where day between a.first_day and a.last_day
          and (a.substitute_id = member or accounts_who_is_there(a.absent_id, day) = member)
    ), colleague as (
        select m.id, m.role, m.is_lead, m.id in (select id from substituted) as is_substituted
        from accounts_membership m join accounts_membership own on own.party_id = m.party_id
        where own.id = member
    )
    select coalesce(array_agg(id), '{}') from colleague
    where is_substituted or role = 'caseworker' and exists (
        select from colleague where is_lead and (is_substituted or id = member)
    )
$$;
"""
UNDO = "drop function accounts_stands_for(bigint, date)"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_absences_by_a_public_id")]

    operations = [migrations.RunSQL(STANDS_FOR, UNDO)]
