"""P1 from below: who may ask and who may decide, what a decision changes, and what one person may."""

from django.db import migrations

from pact.common.rowsecurity import grants

IS_OWNER = """
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
"""

GUARD_DECISION = f"""
create function municipalities_guard_decision() returns trigger language plpgsql as $$
declare
    me bigint := nullif(current_setting('app.membership', true), '')::bigint;
    my_role text := coalesce(current_setting('app.role', true), '');
begin
    {IS_OWNER}
    if tg_op = 'INSERT' then
        if new.asked_by_id is distinct from me or my_role not in ('administrator', 'coordinator')
           or new.decided_by_id is not null or new.is_refused or new.applied_at is not null then
            raise exception 'A decision is first asked, in one''s own name.' using errcode = '42501';
        end if;
        return new;
    end if;
    if old.decided_by_id is not null then
        raise exception 'This was decided before.' using errcode = '23514';
    end if;
    if municipalities_same_person(old.asked_by_id, new.decided_by_id) then
        raise exception 'A decision is taken by another than who asked.' using errcode = '23514';
    end if;
    if new.decided_by_id is distinct from me or my_role not in ('oversight', 'administrator') then
        raise exception 'Oversight or another administrator decides, in their own name.'
            using errcode = '42501';
    end if;
    return new;
end $$;
create trigger guard_decision before insert or update on municipalities_decision
    for each row execute function municipalities_guard_decision();
"""

# Two memberships may be one person's.
SAME_PERSON = """
create function municipalities_same_person(one bigint, other bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from accounts_membership a join accounts_membership b using (user_id)
                   where a.id = one and b.id = other)
$$;
"""

GUARD_SHARE = f"""
create function municipalities_guard_share() returns trigger language plpgsql as $$
begin
    {IS_OWNER}
    if coalesce(current_setting('app.role', true), '') <> 'administrator' then
        raise exception 'Only an administrator enters what was agreed.' using errcode = '42501';
    end if;
    if new.holder <> 0 then
        raise exception 'A share that is a limit changes by a decision of two people.'
            using errcode = '42501';
    end if;
    return new;
end $$;
create trigger guard_share before insert or update on municipalities_share
    for each row execute function municipalities_guard_share();
"""

UNDO_GUARDS = """
drop trigger guard_share on municipalities_share;
drop function municipalities_guard_share();
drop trigger guard_decision on municipalities_decision;
drop function municipalities_guard_decision();
"""

APPLY_DECISION = """
create or replace function municipalities_apply_decision(decision_id bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    d municipalities_decision;
    y municipalities_pactyear;
begin
    select * into d from municipalities_decision where id = decision_id for update;
    if not found or d.decided_by_id is null or d.is_refused
       or municipalities_same_person(d.asked_by_id, d.decided_by_id) then
        raise exception 'No decision, no change of places.' using errcode = '42501';
    end if;
    if d.applied_at is not null then
        raise exception 'This decision was carried out before.' using errcode = '42501';
    end if;
    if d.kind in ('cap', 'extra') then
        insert into municipalities_pactyear (year, cap, extra) values (d.year, 0, 0)
            on conflict do nothing;
        select * into y from municipalities_pactyear where year = d.year for update;
        perform municipalities_set_ceiling(d.year,
            case d.kind when 'cap' then d.value else y.cap end,
            case d.kind when 'extra' then d.value else y.extra end);
        perform municipalities_advise_shares(d.year);
    elsif d.kind = 'hard_share' then
        perform municipalities_harden_share(d.year, d.municipality_id, d.value);
        update municipalities_share set document = d.document, is_fictitious = false
            where year = d.year and municipality_id = d.municipality_id;
    else
        perform municipalities_soften_share(d.year, d.municipality_id);
    end if;
    update municipalities_decision set applied_at = now() where id = d.id;
end $$;
"""

# Without a share a municipality could take no place of a new year: it begins with last year's.
ADVISE_SHARES = """
create function municipalities_advise_shares(y int) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into municipalities_share (year, municipality_id, holder, agreed, document, is_fictitious)
    select y, municipality_id, 0, agreed, document, is_fictitious from municipalities_share
    where year = (select max(year) from municipalities_share where year < y)
    on conflict do nothing
$$;
"""

# A municipality keeps the places of its own; only what all share shrinks.
SET_CEILING = """
create or replace function municipalities_set_ceiling(y int, new_cap int, new_extra int)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wanted int := new_cap + new_extra;
    high record;
    low municipalities_place;
begin
    perform 1 from municipalities_place where year = y order by id for update;
    -- Places above it that are held or somebody's own get a free low number; the place stays.
    for high in select * from municipalities_place
                where year = y and number > wanted and (taken or holder <> 0) order by number loop
        select * into low from municipalities_place
            where year = y and number <= wanted and not taken and holder = 0
            order by number limit 1;
        if not found then
            raise exception 'Too few free places to lower the ceiling of % to %.', y, wanted
                using errcode = '23514';
        end if;
        delete from municipalities_place where id = low.id;
        update municipalities_place set number = low.number where id = high.id;
    end loop;
    delete from municipalities_place where year = y and number > wanted;
    update municipalities_pactyear set cap = new_cap, extra = new_extra where year = y;
    insert into municipalities_place (year, number, ceiling, holder, taken)
        select y, n, wanted, 0, false from generate_series(1, wanted) n
        where not exists (select from municipalities_place p where p.year = y and p.number = n);
end $$;
"""

UNDO_FUNCTIONS = """
drop function municipalities_advise_shares(int);
drop function municipalities_same_person(bigint, bigint);
"""

INTERNAL = ["municipalities_advise_shares(int)"]


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0003_decisions_by_two")]

    operations = [
        migrations.RunSQL(
            SAME_PERSON + ADVISE_SHARES + SET_CEILING + APPLY_DECISION, UNDO_FUNCTIONS
        ),
        migrations.RunSQL(GUARD_DECISION + GUARD_SHARE, UNDO_GUARDS),
        *[
            migrations.RunSQL(f"revoke all on function {name} from public", migrations.RunSQL.noop)
            for name in INTERNAL
        ],
        grants(
            "municipalities_decision",
            "select",
            "insert",
            "update (decided_by_id, decided_at, is_refused)",
        ),
        grants(
            "municipalities_share",
            "select",
            "insert",
            "update (agreed, document, is_fictitious)",
        ),
    ]
