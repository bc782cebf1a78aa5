"""What a policy looks up in another table is planned once, not both ways; the same rows are found.

One household's deed asks some twenty statements, and of each most of the time went to planning the
policies of tables that its own policy looks into.
"""

from typing import Any

from django.db import migrations

from pact.common.rowsecurity import planned_once

LOOKING = """
    select quote_ident(polname), polrelid::regclass,
           pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
    from pg_policy
    where polrelid::regclass::text like 'placements\\_%'
    order by 2, 1
"""


def plan_once(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(LOOKING)
        for policy, table, using, check in cursor.fetchall():
            rules = {"using": using, "with check": check}
            changed = [
                f"{word} ({once})"
                for word, rule in rules.items()
                if rule and (once := planned_once(rule)) != rule
            ]
            if changed:
                schema_editor.execute(f"alter policy {policy} on {table} {' '.join(changed)}")


class Migration(migrations.Migration):
    dependencies = [("placements", "0079_a_lease_is_read_by_who_lets_it")]

    operations = [migrations.RunPython(plan_once, migrations.RunPython.noop)]
