"""Who may ask for a home and who may give it; and the one function that moves it."""

from django.db import migrations

from pact.common.rowsecurity import grants

GUARD = """
create function municipalities_guard_exchange() returns trigger language plpgsql as $$
declare
    me bigint := nullif(current_setting('app.membership', true), '')::bigint;
    my_role text := coalesce(current_setting('app.role', true), '');
    mine bigint := nullif(current_setting('app.municipality', true), '')::bigint;
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.asked_by_id is distinct from me or new.answer is not null
           or new.applied_at is not null
           or not (my_role = 'coordinator'
                   or (my_role = 'municipal_officer' and new.asking_id is not distinct from mine))
        then
            raise exception 'An exchange is asked in one''s own name, for one''s own municipality.'
                using errcode = '42501';
        end if;
        return new;
    end if;
    if old.answer is not null then
        raise exception 'This was answered before.' using errcode = '23514';
    end if;
    if new.answered_by_id is distinct from me or my_role <> 'municipal_officer'
       or old.giving_id is distinct from mine
       or municipalities_same_person(old.asked_by_id, me) then
        raise exception 'Only an officer of the giving municipality answers.'
            using errcode = '42501';
    end if;
    return new;
end $$;
create trigger guard_exchange before insert or update on municipalities_exchange
    for each row execute function municipalities_guard_exchange();
"""
UNDO_GUARD = """
drop trigger guard_exchange on municipalities_exchange;
drop function municipalities_guard_exchange();
"""

# Runs as the owner, because the application may only take and free places. One free place goes from
# where the giver draws to where the asker draws, and both shares follow: no place is made or lost.
APPLY = """
create function municipalities_apply_exchange(exchange_id bigint) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    e municipalities_exchange;
    source bigint;
    target bigint;
    moved municipalities_place;
begin
    select * into e from municipalities_exchange where id = exchange_id for update;
    if not found or e.answer is distinct from true or e.applied_at is not null
       or municipalities_same_person(e.asked_by_id, e.answered_by_id)
       or not exists (select from accounts_membership m join agreement_party p on p.id = m.party_id
                      where m.id = e.answered_by_id and p.municipality_id = e.giving_id) then
        raise exception 'No yes, no exchange.' using errcode = '42501';
    end if;
    select holder into source from municipalities_share
        where year = e.year and municipality_id = e.giving_id for update;
    select holder into target from municipalities_share
        where year = e.year and municipality_id = e.asking_id for update;
    if source is null or target is null or source = target then
        raise exception 'Both draw from the same places.' using errcode = '23514';
    end if;
    select * into moved from municipalities_place
        where year = e.year and holder = source and not taken
        order by number limit 1 for update;
    if not found then
        raise exception 'No free place to give.' using errcode = '23514';
    end if;
    update municipalities_place set holder = target where id = moved.id;
    update municipalities_share set agreed = agreed - 1
        where year = e.year and municipality_id = e.giving_id;
    update municipalities_share set agreed = agreed + 1
        where year = e.year and municipality_id = e.asking_id;
    update municipalities_exchange set applied_at = now(), place_number = moved.number
        where id = e.id;
    return moved.number;
end $$;
"""
UNDO_APPLY = "drop function municipalities_apply_exchange(bigint)"


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0005_one_office_at_a_time"),
        ("municipalities", "0007_exchanges"),
    ]

    operations = [
        migrations.RunSQL(GUARD, UNDO_GUARD),
        migrations.RunSQL(APPLY, UNDO_APPLY),
        migrations.RunSQL(
            "revoke all on function municipalities_apply_exchange(bigint) from public;"
            " grant execute on function municipalities_apply_exchange(bigint) to pact_app",
            migrations.RunSQL.noop,
        ),
        grants(
            "municipalities_exchange",
            "select",
            "insert",
            "update (answer, answered_by_id, answered_at)",
        ),
    ]
