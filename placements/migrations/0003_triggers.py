"""What happens by itself in the database, whoever writes: steps, places, ledger, the half year."""

from django.db import migrations

CHECK_STEP = """
create function placements_check_step() returns trigger language plpgsql as $$
begin
    if new.status <> old.status and not (old.status || '>' || new.status) = any (tg_argv) then
        raise exception 'No step from % to % in %.', old.status, new.status, tg_table_name
            using errcode = '23514', constraint = 'no_such_step';
    end if;
    return new;
end $$;
"""

# A placement that counts is reserved until it starts and realised from then on. The place is taken
# or freed here, so that nothing that ends can forget it.
KEEP_LEDGER = """
create function placements_keep_ledger() returns trigger language plpgsql as $$
declare
    was_reserved int := 0;
    was_realised int := 0;
    is_reserved int := 0;
    is_realised int := 0;
    moment timestamptz := new.status_at;
begin
    if new.place_id is not null then
        is_realised := (new.status in ('moved_in', 'completed', 'ended'))::int;
        is_reserved := 1 - is_realised;
    end if;
    if tg_op = 'UPDATE' then
        if old.place_id is not null then
            was_realised := (old.status in ('moved_in', 'completed', 'ended'))::int;
            was_reserved := 1 - was_realised;
        end if;
        if old.status = new.status then moment := now(); end if;
        if old.place_id is distinct from new.place_id then
            update municipalities_place set taken = false where id = old.place_id;
        end if;
        if old.year <> new.year then
            perform placements_ledger_line(old, moment, -was_reserved, -was_realised, old.place_id);
            was_reserved := 0;
            was_realised := 0;
        end if;
    end if;
    if new.place_id is not null and (tg_op = 'INSERT' or old.place_id is distinct from new.place_id)
    then
        update municipalities_place set taken = true where id = new.place_id;
    end if;
    perform placements_ledger_line(new, moment, is_reserved - was_reserved,
        is_realised - was_realised,
        coalesce(new.place_id, case when tg_op = 'UPDATE' then old.place_id end));
    return null;
end $$;
"""

LEDGER_LINE = """
create function placements_ledger_line(p placements_placement, moment timestamptz, reserved_by int,
                                       realised_by int, place bigint) returns void
language plpgsql as $$
begin
    if reserved_by = 0 and realised_by = 0 then return; end if;
    insert into municipalities_ledgerentry (at, "on", year, municipality_id, corporation_id,
        movement, reserved, realised, placement, place_number, code, user_id)
    values (moment, (moment at time zone 'Europe/Amsterdam')::date, p.year, p.municipality_id,
        p.corporation_id,
        case when realised_by > 0 then 'realise' when realised_by < 0 then 'correct'
             when reserved_by > 0 then 'reserve' else 'release' end,
        reserved_by, realised_by, p.public_id,
        (select number from municipalities_place where id = place),
        coalesce(p.status_code, ''), nullif(current_setting('app.user', true), '')::bigint);
end $$;
"""

# P3: what a lease says of its introduction is read from the introduction and the norms, whatever
# the statement said.
READ_INTRODUCTION = """
create function placements_read_introduction() returns trigger language plpgsql as $$
declare
    i placements_introduction;
    p placements_placement;
begin
    select * into p from placements_placement where id = new.placement_id;
    if new.introduction_id is null then
        new.introduced_on := null;
        new.contacts_held := 0;
    else
        select * into i from placements_introduction where id = new.introduction_id;
        if not found or i.candidate_id <> p.candidate_id then
            raise exception 'This introduction is not this candidate''s.' using errcode = '23514',
                constraint = 'introduction_is_the_candidates';
        end if;
        new.introduced_on := i.first_contact_on;
        select count(*) into new.contacts_held from placements_contact c
            where c.introduction_id = i.id and c.is_held and c.dropped_at is null
              and c."on" <= new.starts_on;
    end if;
    new.months_required := placements_norm('introduction_months', new.signed_on);
    new.contacts_required := placements_norm('introduction_contacts', new.signed_on);
    if new.exemption_id is null and tg_op = 'INSERT' and (
        i.status is distinct from 'started' or not exists (
            select from municipalities_areadistrict part
            join placements_dwelling d on d.id = p.dwelling_id and d.district_id = part.district_id
            where part.area_id = i.area_id and part.valid_from <= new.starts_on
              and (part.valid_to is null or part.valid_to > new.starts_on)))
    then
        raise exception 'The introduction is not running in the area of the home.'
            using errcode = '23514', constraint = 'introduced_in_the_area_of_the_home';
    end if;
    if new.exemption_id is not null and not exists (
        select from placements_exemption e where e.id = new.exemption_id
        and e.candidate_id = p.candidate_id and e.verdict = 'granted')
    then
        raise exception 'This exception is not granted.' using errcode = '23514',
            constraint = 'exemption_is_granted';
    end if;
    return new;
end $$;
create function placements_norm(wanted text, day date) returns int language sql stable as $$
    select value from agreement_norm where key = wanted and valid_from <= day
        and (valid_to is null or valid_to > day)
$$;
alter table placements_lease add constraint introduced_long_enough check (
    exemption_id is not null
    or (introduced_on is not null and months_required > 0
        and introduced_on + make_interval(months => months_required) <= starts_on
        and contacts_held >= contacts_required));
create trigger read_introduction before insert or update on placements_lease
    for each row execute function placements_read_introduction();
"""

UNDO_READ_INTRODUCTION = """
drop trigger read_introduction on placements_lease;
alter table placements_lease drop constraint introduced_long_enough;
drop function placements_read_introduction();
drop function placements_norm(text, date);
"""

# How many places a municipality's placements hold, moving those places to it.
OWN_HELD = """
create or replace function municipalities_own_held_places(y int, m bigint) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    held int;
begin
    update municipalities_place set holder = m where id in (
        select place_id from placements_placement
        where year = y and municipality_id = m and place_id is not null);
    get diagnostics held = row_count;
    return held;
end $$;
"""

STEPS = {
    "candidate": [
        "draft>submitted",
        "draft>withdrawn",
        "submitted>admitted",
        "submitted>returned",
        "submitted>rejected",
        "submitted>withdrawn",
        "returned>submitted",
        "returned>withdrawn",
        "admitted>on_hold",
        "admitted>housed",
        "admitted>withdrawn",
        "admitted>ended",
        "on_hold>admitted",
        "on_hold>withdrawn",
        "on_hold>ended",
        "housed>admitted",
        "housed>ended",
        "rejected>submitted",
    ],
    "guidance": ["running>ended"],
    "introduction": [
        "planned>started",
        "planned>stopped",
        "started>moved",
        "started>stopped",
        "moved>started",
    ],
    "dwelling": [
        "offered>reserved",
        "offered>withdrawn",
        "offered>returned",
        "offered>expired",
        "reserved>offered",
        "reserved>let",
        "reserved>withdrawn",
        "reserved>expired",
        "let>offered",
    ],
    "placement": [
        "proposed>agreed",
        "proposed>declined",
        "proposed>withdrawn",
        "proposed>lapsed",
        "agreed>leased",
        "agreed>declined",
        "agreed>withdrawn",
        "agreed>lapsed",
        "leased>moved_in",
        "leased>cancelled",
        "moved_in>completed",
        "moved_in>ended",
        "completed>ended",
    ],
}


def life_cycle(name: str, steps: list[str]) -> migrations.RunSQL:
    """Let a table take only these steps, and write each one down."""
    table = f"placements_{name}"
    listed = ", ".join(f"'{step}'" for step in steps)
    return migrations.RunSQL(
        f"""
        create trigger check_step before update of status on {table}
            for each row execute function placements_check_step({listed});
        create trigger record_step after insert or update of status on {table}
            for each row execute function audit_record_step('{name}');
        """,
        f"drop trigger check_step on {table}; drop trigger record_step on {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("placements", "0002_keys"), ("audit", "0002_guards")]

    operations = [
        migrations.RunSQL(CHECK_STEP, "drop function placements_check_step()"),
        *[life_cycle(name, steps) for name, steps in STEPS.items()],
        migrations.RunSQL(
            LEDGER_LINE,
            "drop function placements_ledger_line(placements_placement, timestamptz, int, int,"
            " bigint)",
        ),
        migrations.RunSQL(KEEP_LEDGER, "drop function placements_keep_ledger()"),
        migrations.RunSQL(
            "create trigger keep_ledger after insert or update on placements_placement"
            " for each row execute function placements_keep_ledger()",
            "drop trigger keep_ledger on placements_placement",
        ),
        migrations.RunSQL(READ_INTRODUCTION, UNDO_READ_INTRODUCTION),
        migrations.RunSQL(OWN_HELD, migrations.RunSQL.noop),
    ]
