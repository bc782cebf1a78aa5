"""Norms and reasons: an administrator adds from a date on, and closes; the past stays as it was."""

from django.db import migrations

from pact.common.datedrows import KEEP_THE_PAST, UNDO, keeps_its_past
from pact.common.rowsecurity import grants

# P1: how many homes there are a year is never one person's doing, not even as a norm.
CAP_IS_DECIDED = """
create function agreement_cap_is_decided() returns trigger language plpgsql as $$
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return coalesce(new, old);
    end if;
    raise exception 'How many homes a year changes by a decision of two people.'
        using errcode = '42501';
end $$;
create trigger cap_is_decided before insert or update on agreement_norm
    for each row when (new.key = 'annual_cap') execute function agreement_cap_is_decided();
create trigger cap_is_not_removed before delete on agreement_norm
    for each row when (old.key = 'annual_cap') execute function agreement_cap_is_decided();
"""
UNDO_CAP_IS_DECIDED = """
drop trigger cap_is_decided on agreement_norm;
drop trigger cap_is_not_removed on agreement_norm;
drop function agreement_cap_is_decided();
"""


class Migration(migrations.Migration):
    dependencies = [("agreement", "0002_guards")]

    operations = [
        migrations.RunSQL(KEEP_THE_PAST, UNDO),
        migrations.RunSQL(CAP_IS_DECIDED, UNDO_CAP_IS_DECIDED),
        keeps_its_past("agreement_norm", days_ahead=1),
        keeps_its_past("agreement_reason", days_ahead=0),
        # What was to come and was taken back again; its history tells of it.
        grants("agreement_norm", "select", "insert", "update", "delete"),
        grants("agreement_reason", "select", "insert", "update (valid_to)"),
    ]
