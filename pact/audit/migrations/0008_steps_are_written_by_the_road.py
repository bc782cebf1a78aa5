"""A step is written by the life cycle that takes it, and by nobody else.

Anybody who acts could add a line that tells of a step which nobody took, in their own name.
"""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

from pact.common.rowsecurity import grants

BY_THE_ROAD = """
alter function audit_record_step() security definer set search_path = public, pg_temp;
revoke all on function audit_record_step() from public;
do $$ begin execute format('create policy audit_step_owner_adds on audit_step for insert to %I'
    ' with check (true)', current_user); end $$;
drop policy audit_step_add on audit_step;
"""

BY_ANYBODY = """
create policy audit_step_add on audit_step for insert to pact_app with check (true);
drop policy audit_step_owner_adds on audit_step;
grant execute on function audit_record_step() to public;
alter function audit_record_step() security invoker reset search_path;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_why_a_command_looked")]

    operations = [
        migrations.RunSQL(BY_THE_ROAD, BY_ANYBODY),
        migrations.RunSQL(
            grants("audit_step", "select").sql, grants("audit_step", "select", "insert").sql
        ),
        # Not for what was written before: no line is ever changed.
        AddConstraintNotValid(
            "step",
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9_]*$"), name="step_has_a_code_and_no_text"
            ),
        ),
    ]
