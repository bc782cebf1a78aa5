"""A new year begins with what the parties agreed, not with what a limit or an exchange made of it.

The shares of a year that opens are copied from the year before. A limit of two homes that was decided
on for one year stayed the advice of every year after it, and so did a home that was exchanged.
"""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

before = import_module("municipalities.migrations.0004_who_asks_never_decides")
AS_IT_WAS = before.ADVISE_SHARES.replace("create function", "create or replace function")
FROM_WHAT_WAS_AGREED = AS_IT_WAS.replace("0, agreed,", "0, coalesce(advised, agreed),")

# A limit and an exchange are carried out by functions of the owner; what a role writes was agreed.
ADVISED = """
create function municipalities_share_advised() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        new.advised := new.agreed;
    elsif not pg_has_role(current_user,
                          (select relowner from pg_class where oid = tg_relid), 'usage') then
        new.advised := new.agreed;
    end if;
    return new;
end $$;
create trigger advised_at_first before insert on municipalities_share
    for each row execute function municipalities_share_advised();
create trigger advised_anew before update of agreed on municipalities_share
    for each row when (old.agreed is distinct from new.agreed)
    execute function municipalities_share_advised();
update municipalities_share s set advised = case
    when holder <> 0 then coalesce(
        (select e.agreed from municipalities_shareevent e
         where e.pgh_obj_id = s.id and e.holder = 0 order by e.pgh_id desc limit 1), agreed)
    else agreed
        + (select count(*) from municipalities_exchange x where x.year = s.year
           and x.giving_id = s.municipality_id and x.applied_at is not null)
        - (select count(*) from municipalities_exchange x where x.year = s.year
           and x.asking_id = s.municipality_id and x.applied_at is not null)
    end;
"""
UNDO = """
drop trigger advised_at_first on municipalities_share;
drop trigger advised_anew on municipalities_share;
drop function municipalities_share_advised();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0016_a_lease_that_waits_keeps_its_year_open"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="share",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="share",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="share",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="share",
            name="advised",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="shareevent",
            name="advised",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="share",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "municipalities_shareevent" ("advised", "agreed", "document", "holder", "id", "is_fictitious", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."advised", NEW."agreed", NEW."document", NEW."holder", NEW."id", NEW."is_fictitious", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="0de1f1b45408df52827563e0c6ac51d33889d2c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64d91",
                    table="municipalities_share",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="share",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "municipalities_shareevent" ("advised", "agreed", "document", "holder", "id", "is_fictitious", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."advised", NEW."agreed", NEW."document", NEW."holder", NEW."id", NEW."is_fictitious", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="1af6f741747f2682dbf7a01fa38aa76dcd4007bc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_32ffc",
                    table="municipalities_share",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="share",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "municipalities_shareevent" ("advised", "agreed", "document", "holder", "id", "is_fictitious", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."advised", OLD."agreed", OLD."document", OLD."holder", OLD."id", OLD."is_fictitious", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;',
                    hash="f8c68c2b78eb1a2bd577d97b55a2c696bd221638",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9ad54",
                    table="municipalities_share",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(ADVISED, UNDO),
        migrations.RunSQL(FROM_WHAT_WAS_AGREED, AS_IT_WAS),
    ]
