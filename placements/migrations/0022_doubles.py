"""One person entered twice: keyed hashes that only the database compares, and what came of it."""

from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from pact.common.rowsecurity import STANDS_FOR, guarded

keys = import_module("placements.migrations.0002_keys")
walls = import_module("placements.migrations.0004_walls")
people = import_module("placements.migrations.0010_uitstromers")

IN_HAND = "('submitted', 'returned', 'admitted', 'on_hold', 'housed')"

# Whoever comes second waits here for who came first, and then sees it: of two who are entered at
# the same moment, one is told. Nobody who is connected may ask this of just any case.
ELSEWHERE = f"""
create function placements_lives_elsewhere(asked bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(digest, 0)) from (
        select distinct unnest(digests) as digest from placements_fingerprint
        where candidate_id = asked order by 1) as mine;
    return exists (
        select from placements_fingerprint mine
        join placements_fingerprint theirs on theirs.digests && mine.digests
            and theirs.candidate_id <> mine.candidate_id
        join placements_candidate c on c.id = theirs.candidate_id
        where mine.candidate_id = asked
            and (c.status in ('submitted', 'returned', 'admitted', 'on_hold')
                 or c.status = 'housed' and exists (
                     select from placements_placement p
                     where p.candidate_id = c.id and p.status in {walls.LIVE})));
end $$;
revoke all on function placements_lives_elsewhere(bigint) from public;
"""

# It takes a case and no hash, and the case has to be one's own: nobody tries names at will.
ASKED = f"""
create function placements_check_own(asked bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_candidate c where c.id = asked
               and {walls.role("caseworker")} and c.caseworker_id = {STANDS_FOR})
    then return; end if;
    raise exception 'Only whoever handles a case asks whether it is elsewhere.'
        using errcode = '42501', constraint = 'asked_about_an_own_case';
end $$;
create function placements_entered_elsewhere(asked bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform placements_check_own(asked);
    return placements_lives_elsewhere(asked);
end $$;
create function placements_of_same_person(asked bigint) returns setof bigint
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform placements_check_own(asked);
    return query select distinct theirs.candidate_id from placements_fingerprint mine
        join placements_candidate c on c.id = mine.candidate_id and c.status <> 'draft'
        join placements_fingerprint theirs on theirs.digests && mine.digests
            and theirs.care_party_id = mine.care_party_id
            and theirs.candidate_id <> mine.candidate_id
        where mine.candidate_id = asked;
end $$;
revoke all on function placements_check_own(bigint) from public;
revoke all on function placements_entered_elsewhere(bigint) from public;
revoke all on function placements_of_same_person(bigint) from public;
grant execute on function placements_entered_elsewhere(bigint) to pact_app;
grant execute on function placements_of_same_person(bigint) to pact_app;
"""

# A case of somebody who has one already is not submitted before the coordinator was rung. Where it
# comes to life in another way, or turns out to be of somebody else, that is written down.
TOLD = f"""
create function placements_note_double(found bigint) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into placements_possibledouble (candidate_id, caseworker_id, found_at)
    select id, caseworker_id, now() from placements_candidate where id = found
    on conflict (candidate_id) do update set found_at = excluded.found_at, checked_at = null;
$$;
revoke all on function placements_note_double(bigint) from public;
create function placements_double_is_told() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not placements_lives_elsewhere(new.id) then return new; end if;
    if old.status not in ('draft', 'returned') then
        perform placements_note_double(new.id);
    elsif not exists (select from placements_possibledouble
                      where candidate_id = new.id and rung_at is not null) then
        raise exception 'Somebody may have been entered already: ring the coordinator first.'
            using errcode = '23514', constraint = 'coordinator_rung_first';
    end if;
    return new;
end $$;
create trigger double_is_told before update of status on placements_candidate for each row
    when (new.status = 'submitted' and old.status <> 'submitted'
          or new.status = 'admitted' and old.status = 'housed')
    execute function placements_double_is_told();
create function placements_double_is_noted() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'UPDATE' and old.digests = new.digests then return null; end if;
    if exists (select from placements_candidate
               where id = new.candidate_id and status in {IN_HAND})
       and placements_lives_elsewhere(new.candidate_id)
    then perform placements_note_double(new.candidate_id); end if;
    return null;
end $$;
create trigger double_is_noted after insert or update of digests on placements_fingerprint
    for each row execute function placements_double_is_noted();
"""

# The caseworker says that they rang, the coordinator that they looked; neither says the other's.
CHECKED = f"""
create function placements_double_sides() returns trigger language plpgsql as $$
begin
    if current_user <> 'pact_app' then return new; end if;
    if tg_op = 'INSERT' then new.checked_at := null;
    elsif {walls.COORDINATOR} then new.rung_at := old.rung_at;
    else new.checked_at := old.checked_at; end if;
    return new;
end $$;
create trigger sides before insert or update on placements_possibledouble for each row
    execute function placements_double_sides();
create function placements_double_is_checked() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_possibledouble
               where candidate_id = new.id and checked_at is null) then
        raise exception 'Somebody may have been entered already: look first whether it is so.'
            using errcode = '23514', constraint = 'double_is_checked_first';
    end if;
    return new;
end $$;
create trigger double_is_checked before update of status on placements_candidate for each row
    when (new.status = 'admitted' and old.status = 'submitted')
    execute function placements_double_is_checked();
"""

UNDO = """
drop trigger double_is_checked on placements_candidate;
drop function placements_double_is_checked();
drop trigger sides on placements_possibledouble;
drop function placements_double_sides();
drop trigger double_is_noted on placements_fingerprint;
drop trigger double_is_told on placements_candidate;
drop function placements_double_is_noted();
drop function placements_double_is_told();
drop function placements_note_double(bigint);
drop function placements_of_same_person(bigint);
drop function placements_entered_elsewhere(bigint);
drop function placements_check_own(bigint);
drop function placements_lives_elsewhere(bigint);
"""


def owner_of(table: str, deed: str) -> migrations.RunSQL:
    """The functions of the owner have to see what is walled off from it, too."""
    name = f"{table}_owner_{deed}"
    how = "with check (true)" if deed == "insert" else "using (true)"
    return migrations.RunSQL(
        f"do $$ begin execute format('create policy {name} on {table} for {deed} to %I {how}',"
        " current_user); end $$",
        f"drop policy {name} on {table}",
    )


def to(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model
    )


def only(model: str) -> models.OneToOneField:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to=model
    )


MINE = people.MINE
OFFICE = f"({walls.COORDINATOR} and {walls.of_visible('candidate', 'candidate_id')})"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mistakes_are_undone_the_same_day"),
        ("agreement", "0002_guards"),
        ("placements", "0021_a_party_ends_with_nothing_open"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                ("uitstromer", only("placements.uitstromer")),
                (
                    "digests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                ("candidate", to("placements.candidate")),
                ("care_party", to("agreement.party")),
                ("caseworker", to("accounts.membership")),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["digests"], name="fingerprint_by_digest"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="PossibleDouble",
            fields=[
                ("candidate", only("placements.candidate")),
                ("found_at", models.DateTimeField()),
                ("rung_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("caseworker", to("accounts.membership")),
            ],
            options={"abstract": False},
        ),
        migrations.AddIndex(
            "card", models.Index(fields=["birth_year", "candidate"], name="card_by_birth_year")
        ),
        *[
            keys.key(
                table,
                f"candidate_id, {which}",
                keys.CANDIDATE,
                f"id, {which}",
                options=keys.CASCADE,
            )
            for table, which in [
                ("fingerprint", "caseworker_id"),
                ("fingerprint", "care_party_id"),
                ("possibledouble", "caseworker_id"),
            ]
        ],
        keys.key(
            "fingerprint",
            "uitstromer_id, candidate_id",
            "placements_uitstromer",
            "id, candidate_id",
        ),
        *walls.protected("fingerprint", read="false"),
        *people.removable("fingerprint"),
        migrations.RunSQL(
            [
                "revoke all on placements_possibledouble from pact_app",
                "grant select, insert on placements_possibledouble to pact_app",
                "grant update (rung_at, checked_at) on placements_possibledouble to pact_app",
            ],
            ["revoke all on placements_possibledouble from pact_app"],
        ),
        guarded(
            "placements_possibledouble",
            read=f"{MINE} or {OFFICE}",
            add=MINE,
            write=f"{MINE} or {OFFICE}",
        ),
        owner_of("placements_candidate", "select"),
        owner_of("placements_fingerprint", "select"),
        owner_of("placements_possibledouble", "select"),
        owner_of("placements_possibledouble", "insert"),
        owner_of("placements_possibledouble", "update"),
        migrations.RunSQL([ELSEWHERE, ASKED, TOLD, CHECKED], UNDO),
    ]
