"""The cap: constraints over several columns, and the one function that changes places."""

from django.db import migrations

from pact.common.rowsecurity import grants

CONSTRAINTS = """
alter table municipalities_place
    add constraint place_carries_its_years_ceiling
        foreign key (year, ceiling) references municipalities_pactyear (year, ceiling)
        on update cascade,
    add constraint place_holder_is_a_municipality_or_the_pool check (holder >= 0);
alter table municipalities_areadistrict
    add constraint district_in_one_area_at_a_time exclude using gist (
        int8range(district_id, district_id, '[]') with &&, daterange(valid_from, valid_to) with &&);
"""
UNDO_CONSTRAINTS = """
alter table municipalities_place
    drop constraint place_carries_its_years_ceiling,
    drop constraint place_holder_is_a_municipality_or_the_pool;
alter table municipalities_areadistrict drop constraint district_in_one_area_at_a_time;
"""

# Runs as the owner, because the application may only take and free places. What it does is only
# what a decision says that one person asked and another took.
APPLY_DECISION = """
create function municipalities_apply_decision(decision_id bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    d municipalities_decision;
    y municipalities_pactyear;
begin
    select * into d from municipalities_decision where id = decision_id for update;
    if not found or d.decided_by_id is null or d.decided_by_id = d.asked_by_id then
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
    elsif d.kind = 'hard_share' then
        perform municipalities_harden_share(d.year, d.municipality_id, d.value);
    else
        perform municipalities_soften_share(d.year, d.municipality_id);
    end if;
    update municipalities_decision set applied_at = now() where id = d.id;
end $$;
"""

SET_CEILING = """
create function municipalities_set_ceiling(y int, new_cap int, new_extra int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wanted int := new_cap + new_extra;
    high record;
    low municipalities_place;
begin
    perform 1 from municipalities_place where year = y order by id for update;
    -- Holders of high numbers move down to free low ones; the place stays, its number changes.
    for high in select * from municipalities_place
                where year = y and number > wanted and taken order by number loop
        select * into low from municipalities_place
            where year = y and number <= wanted and not taken and holder = high.holder
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

SHARES = """
create function municipalities_harden_share(y int, m bigint, places int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    held int;
    moved int;
begin
    set constraints all deferred;
    perform 1 from municipalities_place where year = y order by id for update;
    -- What its placements hold already becomes its own; the cascade has moved them to the holder.
    update municipalities_share set holder = m, agreed = places
        where year = y and municipality_id = m and holder = 0;
    if not found then
        raise exception 'This share is a limit already, or unknown.' using errcode = '42501';
    end if;
    held := municipalities_own_held_places(y, m);
    if held > places then
        raise exception 'The municipality holds % places already.', held using errcode = '23514';
    end if;
    update municipalities_place set holder = m where id in (
        select id from municipalities_place where year = y and holder = 0 and not taken
        order by number limit places - held);
    get diagnostics moved = row_count;
    if moved < places - held then
        raise exception 'Only % places are free for this share.', moved using errcode = '23514';
    end if;
    set constraints all immediate;
end $$;
create function municipalities_soften_share(y int, m bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    set constraints all deferred;
    update municipalities_share set holder = 0 where year = y and municipality_id = m;
    update municipalities_place set holder = 0 where year = y and holder = m;
    set constraints all immediate;
end $$;
"""

# Where placements are stored is known further up; their migration replaces this function.
OWN_HELD = """
create function municipalities_own_held_places(y int, m bigint) returns int
language sql security definer set search_path = public, pg_temp as $$ select 0 $$;
"""

UNDO_FUNCTIONS = """
drop function municipalities_apply_decision(bigint);
drop function municipalities_set_ceiling(int, int, int);
drop function municipalities_harden_share(int, bigint, int);
drop function municipalities_soften_share(int, bigint);
drop function municipalities_own_held_places(int, bigint);
"""

INTERNAL = [
    "municipalities_set_ceiling(int, int, int)",
    "municipalities_harden_share(int, bigint, int)",
    "municipalities_soften_share(int, bigint)",
    "municipalities_own_held_places(int, bigint)",
]

HISTORY = ["introductionarea", "areadistrict", "areawork"]


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial")]

    operations = [
        migrations.RunSQL(CONSTRAINTS, UNDO_CONSTRAINTS),
        migrations.RunSQL(
            OWN_HELD + SET_CEILING + SHARES + APPLY_DECISION,
            UNDO_FUNCTIONS,
        ),
        *[
            migrations.RunSQL(f"revoke all on function {name} from public", migrations.RunSQL.noop)
            for name in [*INTERNAL, "municipalities_apply_decision(bigint)"]
        ],
        migrations.RunSQL(
            "grant execute on function municipalities_apply_decision(bigint) to pact_app",
            migrations.RunSQL.noop,
        ),
        grants("municipalities_pactyear", "select"),
        grants("municipalities_pactyearevent", "select"),
        grants("municipalities_share", "select", "insert"),
        grants("municipalities_shareevent", "select", "insert"),
        grants("municipalities_place", "select", "update (taken)"),
        grants("municipalities_decision", "select", "insert", "update (decided_by_id, decided_at)"),
        grants("municipalities_ledgerentry", "select", "insert"),
        *[grants(f"municipalities_{name}", "select", "insert", "update") for name in HISTORY],
        *[grants(f"municipalities_{name}event", "select", "insert") for name in HISTORY],
    ]
