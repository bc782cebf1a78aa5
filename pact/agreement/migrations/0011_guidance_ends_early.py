"""With which reasons guidance may end before the agreed time: a property of the reason."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# No version of its own: nothing was agreed anew, it only stands in the row now.
AS_IT_WAS = """
update agreement_reason set ends_early = true where kind = 'guidance_end'
    and code in ('by_decision', 'case_closed', 'deceased', 'departed')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0010_corrections_have_reasons"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="reason",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reason",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reason",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="reason",
            name="ends_early",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="reasonevent",
            name="ends_early",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(AS_IT_WAS, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="reason",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreement_reasonevent" ("code", "dutch", "ends_early", "english", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."code", NEW."dutch", NEW."ends_early", NEW."english", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="8503dbcd4845eefd519b58623e45c3010ad1f7a2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c4047",
                    table="agreement_reason",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reason",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreement_reasonevent" ("code", "dutch", "ends_early", "english", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."code", NEW."dutch", NEW."ends_early", NEW."english", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="52b9db14b40ec382f04768d25ddbef0f00d36d86",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2e27",
                    table="agreement_reason",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reason",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreement_reasonevent" ("code", "dutch", "ends_early", "english", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."code", OLD."dutch", OLD."ends_early", OLD."english", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="fe748171448c02dca6494e9b84aa23b0b67b79be",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10910",
                    table="agreement_reason",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_early", False), ("kind", "guidance_end"), _connector="OR"
                ),
                name="only_guidance_ends_early",
            ),
        ),
    ]
