"""Parties, their names, documents, signatures and handovers: only an administrator enters them.

What is entered stays: a signature is closed, a party ends, and nothing is taken out or rewritten.
"""

from django.db import migrations

from pact.common.datedrows import keeps_its_past
from pact.common.rowsecurity import grants

A_LIFETIME = 36500
ENTERED = ["document", "partyalias", "succession"]

ONLY_AN_ADMINISTRATOR = """
create function agreement_only_an_administrator() returns trigger language plpgsql as $$
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage')
       or coalesce(current_setting('app.role', true), '') = 'administrator' then
        return new;
    end if;
    raise exception 'Only an administrator enters what was agreed.' using errcode = '42501';
end $$;
"""
UNDO_ONLY_AN_ADMINISTRATOR = "drop function agreement_only_an_administrator()"

# Two names differ by more than capitals, whoever writes, and also when two write in one second.
ONE_NAME_ONE_PARTY = """
create function agreement_one_name_one_party() returns trigger language plpgsql as $$
declare
    wanted text := lower(new.name);
    own bigint := (to_jsonb(new) ->> tg_argv[0])::bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('name of a party: ' || wanted, 0));
    if exists (select from agreement_party where lower(name) = wanted and id <> own)
       or exists (select from agreement_partyalias where lower(name) = wanted and party_id <> own)
    then
        raise exception 'This is the name of another party.'
            using errcode = '23505', constraint = 'one_name_one_party';
    end if;
    return new;
end $$;
create trigger one_name_one_party before insert or update of name on agreement_party
    for each row execute function agreement_one_name_one_party('id');
create trigger one_name_one_party before insert or update of name, party_id on agreement_partyalias
    for each row execute function agreement_one_name_one_party('party_id');
"""
UNDO_ONE_NAME_ONE_PARTY = """
drop trigger one_name_one_party on agreement_partyalias;
drop trigger one_name_one_party on agreement_party;
drop function agreement_one_name_one_party();
"""

# Who stopped may sign again later, so once at a time and not once for ever.
SIGNS_ONCE = """
alter table agreement_participation add constraint party_signs_a_document_once exclude using gist (
    int8range(document_id, document_id, '[]') with &&, int8range(party_id, party_id, '[]') with &&,
    daterange(valid_from, valid_to) with &&)
"""
UNDO_SIGNS_ONCE = "alter table agreement_participation drop constraint party_signs_a_document_once"

SIGNED_AND_THERE = """
create function agreement_signed_and_there() returns trigger language plpgsql as $$
begin
    if new.valid_from < (select signed_on from agreement_document where id = new.document_id) then
        raise exception 'Nobody signs before the document was signed.'
            using errcode = '23514', constraint = 'signed_once_it_was_there';
    end if;
    if new.valid_from >= (select ended_on from agreement_party where id = new.party_id) then
        raise exception 'A party that has ended signs nothing.'
            using errcode = '23514', constraint = 'signed_while_it_was_there';
    end if;
    return new;
end $$;
create trigger signed_and_there before insert on agreement_participation
    for each row execute function agreement_signed_and_there();
"""
UNDO_SIGNED_AND_THERE = """
drop trigger signed_and_there on agreement_participation;
drop function agreement_signed_and_there();
"""

# A party ends after today, and until then that can be taken back. By that day it signs nothing any
# more, and is not the office.
ENDS_ONCE = """
create function agreement_party_ends() returns trigger language plpgsql as $$
declare
    today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    if tg_op = 'INSERT' and new.ended_on is not null then
        raise exception 'A party that has ended is not entered anew.' using errcode = '23514';
    end if;
    if tg_op = 'UPDATE' and least(old.ended_on, new.ended_on) <= today then
        raise exception 'A party ends after today, and what ended stays so.'
            using errcode = '23514';
    end if;
    if exists (select from agreement_participation p where p.party_id = new.id
               and coalesce(p.valid_to, 'infinity') > new.ended_on) then
        raise exception 'This party still signs a document by then.'
            using errcode = '23514', constraint = 'its_signatures_ended';
    end if;
    if exists (select from agreement_officebasis b where b.party_id = new.id
               and coalesce(b.valid_to, 'infinity') > new.ended_on) then
        raise exception 'This party still is the office by then.'
            using errcode = '23514', constraint = 'another_office_coordinates';
    end if;
    return new;
end $$;
create trigger party_ends before insert or update on agreement_party
    for each row execute function agreement_party_ends();
"""
UNDO_ENDS_ONCE = """
drop trigger party_ends on agreement_party;
drop function agreement_party_ends();
"""


def only_an_administrator(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger only_an_administrator before insert or update on {table}"
        f" for each row execute function agreement_only_an_administrator()",
        f"drop trigger only_an_administrator on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("agreement", "0007_parties_keep_their_history")]

    operations = [
        migrations.RunSQL(ONLY_AN_ADMINISTRATOR, UNDO_ONLY_AN_ADMINISTRATOR),
        *[only_an_administrator(f"agreement_{name}") for name in ["party", *ENTERED]],
        migrations.RunSQL(ONE_NAME_ONE_PARTY, UNDO_ONE_NAME_ONE_PARTY),
        migrations.RemoveConstraint("participation", "party_signs_a_document_once"),
        migrations.RunSQL(SIGNS_ONCE, UNDO_SIGNS_ONCE),
        # A signature may be older than its record.
        keeps_its_past("agreement_participation", days_ahead=-A_LIFETIME),
        migrations.RunSQL(SIGNED_AND_THERE, UNDO_SIGNED_AND_THERE),
        migrations.RunSQL(ENDS_ONCE, UNDO_ENDS_ONCE),
        grants("agreement_party", "select", "insert", "update (ended_on, nobody_left)"),
        grants("agreement_participation", "select", "insert", "update (valid_to)"),
        *[grants(f"agreement_{name}", "select", "insert") for name in ENTERED],
        *[grants(f"agreement_{name}event", "select", "insert") for name in ENTERED],
    ]
