"""Lines are added and read, never changed; who acted comes from the transaction, not from Python."""

from django.db import migrations

from pact.common.rowsecurity import MEMBERSHIP, PARTY, PURPOSE, grants, guarded, role

FILL_IN_WHO = """
create function audit_fill_in_who() returns trigger language plpgsql as $$
begin
    new.role := coalesce(current_setting('app.role', true), '');
    if new.role = '' then
        raise exception 'Nobody is acting: % refused.', tg_table_name using errcode = '42501';
    end if;
    new.purpose := coalesce(current_setting('app.purpose', true), '');
    new.user_id := nullif(current_setting('app.user', true), '')::bigint;
    new.membership_id := nullif(current_setting('app.membership', true), '')::bigint;
    new.party_id := nullif(current_setting('app.party', true), '')::bigint;
    return new;
end $$;
"""

# One function for every life cycle: the table says in its trigger's argument what it is.
RECORD_STEP = """
create function audit_record_step() returns trigger language plpgsql as $$
declare
    line jsonb := to_jsonb(new);
    before text := '';
begin
    if tg_op = 'UPDATE' then
        if new.status = old.status then return null; end if;
        before := old.status;
    end if;
    insert into audit_step (at, kind, object_id, public_id, candidate_id, care_party_id,
                            corporation_id, was, becomes, code, role, purpose)
    values (new.status_at, tg_argv[0], new.id, new.public_id,
            case tg_argv[0] when 'candidate' then new.id
                 else (line->>'candidate_id')::bigint end,
            (line->>'care_party_id')::bigint, (line->>'corporation_id')::bigint,
            before, new.status, coalesce(line->>'status_code', ''), '', '');
    return null;
end $$;
"""

TABLES = ["audit_step", "audit_deed", "audit_look"]
OWN_LINE = f"(membership_id is not distinct from {MEMBERSHIP} and purpose = {PURPOSE})"
FOR_THE_REPORT = role("system:report", "system:check")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(FILL_IN_WHO, "drop function audit_fill_in_who()"),
        migrations.RunSQL(RECORD_STEP, "drop function audit_record_step()"),
        *[
            migrations.RunSQL(
                f"create trigger fill_in_who before insert on {table}"
                " for each row execute function audit_fill_in_who()",
                f"drop trigger fill_in_who on {table}",
            )
            for table in TABLES
        ],
        *[grants(table, "select", "insert") for table in TABLES],
        guarded(
            "audit_step",
            read=f"{role('coordinator')} or {FOR_THE_REPORT}"
            f" or (care_party_id = {PARTY} and {role('caseworker', 'privacy_officer')})",
            add="true",
        ),
        guarded("audit_deed", read=f"{OWN_LINE} or {role('privacy_officer')}", add="true"),
        guarded(
            "audit_look",
            read=f"{OWN_LINE} or (care_party_id = {PARTY} and {role('privacy_officer')})",
            add="true",
        ),
    ]
