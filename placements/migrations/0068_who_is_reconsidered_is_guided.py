"""Nobody is looked at again whose guidance has ended, whoever writes."""

from django.db import migrations

GUIDED = """
create function placements_reconsidered_is_guided() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_guidance g where g.candidate_id = new.id)
       and not exists (
        select from placements_guidance g where g.candidate_id = new.id and g.status = 'running')
    then
        raise exception 'Nobody of this household is guided any more.'
            using errcode = '23514', constraint = 'reconsidered_is_guided';
    end if;
    return new;
end $$;
revoke all on function placements_reconsidered_is_guided() from public;
create trigger reconsidered_is_guided before update of status on placements_candidate
    for each row when (old.status = 'rejected' and new.status = 'submitted')
    execute function placements_reconsidered_is_guided();
"""
UNDO = """
drop trigger reconsidered_is_guided on placements_candidate;
drop function placements_reconsidered_is_guided();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0067_nobody_is_asked_about_a_closed_case")]

    operations = [migrations.RunSQL(GUIDED, UNDO)]
