"""From the day on which a party's end is recorded nothing new begins there.

Its open cases were asked for once, when the end was recorded; a home offered or a case taken over
after that stayed behind with nobody there. The party is held, so that whoever records its end waits
for who begins something, or the other way round.

Whoever still meets people in their new home is asked for as well: guidance names that worker.
"""

from importlib import import_module

from django.db import migrations

before = import_module("placements.migrations.0021_a_party_ends_with_nothing_open")
FUNCTION = before.NOTHING_OPEN.split("create trigger")[0]
AS_IT_WAS = FUNCTION.replace("create function", "create or replace function")
INTRODUCES = "i.status in ('planned', 'started')"
MEETS_AT_HOME = """i.status = 'moved' and exists (
                       select from placements_guidance g where g.candidate_id = i.candidate_id
                       and g.worker_id = i.worker_id and g.status = 'running')"""
WITH_NEIGHBOURS = AS_IT_WAS.replace(INTRODUCES, f"({INTRODUCES} or {MEETS_AT_HOME})")

BEGINS_NOTHING = """
create function placements_party_takes_on() returns trigger language plpgsql as $$
declare
    named bigint := (to_jsonb(new) ->> tg_argv[0])::bigint;
    its_own boolean := tg_argv[0] = 'party_id'
        and (to_jsonb(new) ->> 'care_party_id')::bigint = named;
    ends agreement_party;
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    if tg_op = 'UPDATE' and (to_jsonb(old) ->> tg_argv[0])::bigint is not distinct from named then
        return new;
    end if;
    select * into ends from agreement_party where id = named for share;
    if ends.ended_on is not null and not (ends.nobody_left and its_own) then
        raise exception 'A party that is going to end takes on nothing new.'
            using errcode = '23514', constraint = 'party_takes_on';
    end if;
    return new;
end $$;
create trigger party_takes_on before insert on placements_dwelling
    for each row execute function placements_party_takes_on('corporation_id');
create trigger party_takes_on before insert on placements_placement
    for each row execute function placements_party_takes_on('corporation_id');
create trigger party_takes_on before insert or update of care_party_id on placements_candidate
    for each row execute function placements_party_takes_on('care_party_id');
create trigger party_takes_on before insert or update of party_id on placements_introduction
    for each row execute function placements_party_takes_on('party_id');
"""
UNDO = """
drop trigger party_takes_on on placements_dwelling;
drop trigger party_takes_on on placements_placement;
drop trigger party_takes_on on placements_candidate;
drop trigger party_takes_on on placements_introduction;
drop function placements_party_takes_on();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0063_who_is_rehoused_is_guided")]

    operations = [
        migrations.RunSQL(BEGINS_NOTHING, UNDO),
        migrations.RunSQL(WITH_NEIGHBOURS, AS_IT_WAS),
    ]
