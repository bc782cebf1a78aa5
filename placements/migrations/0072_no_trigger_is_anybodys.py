"""Nobody hangs a function that looks around the walls on a table of their own, to be told by it.

Whoever may call the function of a trigger may put it on a temporary table, write any number there,
and learn from its refusal whether somebody was entered elsewhere or holds a home. A trigger that is
there already runs for everybody, whoever may call its function.
"""

from django.db import migrations

NOBODYS = """
do $$ declare each regprocedure; begin
    for each in select oid from pg_proc
        where prosecdef and prorettype = 'trigger'::regtype and pronamespace = 'public'::regnamespace
    loop execute format('revoke all on function %s from public', each); end loop;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0018_who_is_introduced_where"),
        ("placements", "0071_what_a_row_is_about_stays"),
    ]

    operations = [migrations.RunSQL(NOBODYS, migrations.RunSQL.noop)]
