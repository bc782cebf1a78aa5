"""What guards a table reads the tables of the application, whatever somebody made for themselves.

Anybody may make a temporary table, and PostgreSQL looks there first: an exception of one's own under
the same name was granted in the eyes of what guards a lease.
"""

from django.db import migrations

PINNED = """
do $$ declare each regprocedure; begin
    for each in select p.oid from pg_proc p join pg_language l on l.oid = p.prolang
        where p.pronamespace = 'public'::regnamespace and p.proconfig is null
          and (l.lanname = 'plpgsql' or p.proname = 'placements_norm')
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    loop execute format('alter function %s set search_path = public, pg_temp', each); end loop;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0015_sources_of_names_handovers_and_districts"),
        ("audit", "0008_steps_are_written_by_the_road"),
        ("placements", "0076_an_exception_is_decided_by_somebody_else"),
    ]

    operations = [migrations.RunSQL(PINNED, migrations.RunSQL.noop)]
