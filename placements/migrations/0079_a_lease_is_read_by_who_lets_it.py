"""A lease is read by whom it is of, and of a corporation by the letting agent to whom the person was
released: what their colleagues find on no page, they find in no SQL of their own either.

The day of a move beside its address is what somebody who is looked for must not be found by.
"""

from importlib import import_module

from django.db import migrations

narrower = import_module("placements.migrations.0073_walls_as_narrow_as_the_pages")
walls = narrower.walls

LETS_IT = f"{walls.AGENT} and {narrower.RELEASED}"
READ = f"{narrower.THERE} and (not {walls.AGENT} or {narrower.RELEASED})"


def altered(policy: str, rule: str) -> str:
    return f"alter policy placements_lease_{policy} on placements_lease {rule}"


class Migration(migrations.Migration):
    dependencies = [("placements", "0078_the_ledger_is_written_by_the_road")]

    operations = [
        migrations.RunSQL(
            altered("read", f"using ({READ})"), altered("read", f"using ({narrower.THERE})")
        ),
        migrations.RunSQL(
            altered("add", f"with check ({LETS_IT})"),
            altered("add", f"with check ({walls.AGENT} and {narrower.THERE})"),
        ),
    ]
