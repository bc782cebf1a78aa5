"""Nobody waits for another home without guidance: it runs from the application on, without a gap."""

from django.db import migrations

GUIDED = """
create function placements_rehoused_is_guided() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (
        select from placements_guidance g where g.candidate_id = new.id and g.status = 'running')
    then
        raise exception 'Nobody of this household is guided any more.'
            using errcode = '23514', constraint = 'rehoused_is_guided';
    end if;
    return new;
end $$;
revoke all on function placements_rehoused_is_guided() from public;
create trigger rehoused_is_guided before update of status on placements_candidate
    for each row when (
        old.status = 'housed' and new.status = 'admitted' and new.status_code = 'rehousing')
    execute function placements_rehoused_is_guided();
"""

UNDO = """
drop trigger rehoused_is_guided on placements_candidate;
drop function placements_rehoused_is_guided();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0062_the_profile_is_counted_on")]

    operations = [migrations.RunSQL(GUIDED, UNDO)]
