"""A party ends when nothing rests on it: its cases, introductions and homes are in other hands.

Where nobody is left to hand over, the cases of a care party wait for the coordinator, who may then
name another party; what others can take over at any time is not left behind.
"""

from django.db import migrations

# It reads as the machine that finishes somebody's deed, because an administrator sees no case.
NOTHING_OPEN = """
create function placements_party_has_nothing_open() returns trigger language plpgsql as $$
declare
    role text := coalesce(current_setting('app.role', true), '');
    purpose text := coalesce(current_setting('app.purpose', true), '');
    something_open boolean;
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    perform set_config('app.role', 'system', true), set_config('app.purpose', 'consequence', true);
    something_open :=
        exists (select from placements_placement p where p.corporation_id = new.id
                and p.status in ('proposed', 'agreed', 'leased', 'moved_in'))
        or exists (select from placements_dwelling d where d.corporation_id = new.id
                   and d.status in ('offered', 'reserved'))
        or exists (select from placements_introduction i where i.party_id = new.id
                   and i.status in ('planned', 'started')
                   and not (new.nobody_left and i.care_party_id = new.id))
        or not new.nobody_left and (
            exists (select from placements_candidate c where c.care_party_id = new.id
                    and c.status not in ('ended', 'rejected', 'withdrawn'))
            or exists (select from placements_guidance g where g.care_party_id = new.id
                       and g.status = 'running'));
    perform set_config('app.role', role, true), set_config('app.purpose', purpose, true);
    if something_open then
        raise exception 'This party still has open cases.'
            using errcode = '23514', constraint = 'party_has_nothing_open';
    end if;
    return new;
end $$;
create trigger party_has_nothing_open before update of ended_on, nobody_left on agreement_party
    for each row when (new.ended_on is not null)
    execute function placements_party_has_nothing_open();
"""
UNDO = """
drop trigger party_has_nothing_open on agreement_party;
drop function placements_party_has_nothing_open();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0008_an_administrator_keeps_the_parties"),
        ("placements", "0020_takeovers_have_a_term"),
    ]

    operations = [migrations.RunSQL(NOTHING_OPEN, UNDO)]
