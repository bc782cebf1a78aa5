"""An address names an absence by an id that tells nothing, as it does every other row.

The column has a default of its own, so that what is there gets one, and so does what is added by a
process of before. Its history does not keep it: it never changes.
"""

import uuid

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_notices_wait_for_the_mail_server")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="absence", name="update_update"),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    "alter table accounts_absence"
                    " add column public_id uuid not null unique default gen_random_uuid()",
                    "alter table accounts_absence drop column public_id",
                )
            ],
            [
                migrations.AddField(
                    "absence",
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                )
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (OLD."absent_id" IS DISTINCT FROM (NEW."absent_id")'
                        ' OR OLD."first_day" IS DISTINCT FROM (NEW."first_day")'
                        ' OR OLD."id" IS DISTINCT FROM (NEW."id")'
                        ' OR OLD."last_day" IS DISTINCT FROM (NEW."last_day")'
                        ' OR OLD."substitute_id" IS DISTINCT FROM (NEW."substitute_id"))'
                    ),
                    func=(
                        'INSERT INTO "accounts_absenceevent" ("absent_id", "first_day", "id",'
                        ' "last_day", "pgh_context", "pgh_context_id", "pgh_created_at",'
                        ' "pgh_label", "pgh_obj_id", "substitute_id") VALUES (NEW."absent_id",'
                        ' NEW."first_day", NEW."id", NEW."last_day",'
                        " COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''),"
                        " NULL)::JSONB,"
                        " COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_id', TRUE), ''),"
                        ' NULL)::UUID, NOW(), \'update\', NEW."id", NEW."substitute_id");'
                        " RETURN NULL;"
                    ),
                    hash="9327f125884572d1a219d40cd1184b0558769171",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b558a",
                    table="accounts_absence",
                    when="AFTER",
                ),
            ),
        ),
    ]
