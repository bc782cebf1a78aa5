"""By the day on which a party ends it introduces nowhere, and takes no homes of a year after it."""

from django.db import migrations

WORKS_NOWHERE = """
create function municipalities_party_works_nowhere() returns trigger language plpgsql as $$
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    if exists (select from municipalities_areawork w where w.party_id = new.id
               and coalesce(w.valid_to, 'infinity') > new.ended_on) then
        raise exception 'This party still introduces somewhere by then.'
            using errcode = '23514', constraint = 'its_areas_ended';
    end if;
    if exists (select from municipalities_share s where s.municipality_id = new.municipality_id
               and s.agreed > 0 and s.year > extract(year from new.ended_on - 1)) then
        raise exception 'This municipality still has a share of a later year.'
            using errcode = '23514', constraint = 'its_shares_ended';
    end if;
    return new;
end $$;
create trigger party_works_nowhere before update of ended_on on agreement_party
    for each row when (new.ended_on is not null)
    execute function municipalities_party_works_nowhere();
"""
UNDO = """
drop trigger party_works_nowhere on agreement_party;
drop function municipalities_party_works_nowhere();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0008_an_administrator_keeps_the_parties"),
        ("municipalities", "0008_exchanges_move_a_place"),
    ]

    operations = [migrations.RunSQL(WORKS_NOWHERE, UNDO)]
