"""Nobody is asked to take over a case that is in nobody's hands any more, whoever writes."""

from django.db import migrations

# At the end of the transaction, because what ends a case takes the question back along with it. The
# lock lets two transactions that do not see each other's rows meet here.
CLOSED = """
create function placements_check_nobody_is_asked() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    whose bigint := (to_jsonb(new) ->> tg_argv[0])::bigint;
    found_status text;
begin
    select status into found_status from placements_candidate where id = whose for share;
    if found_status in ('rejected', 'withdrawn', 'ended')
       and exists (select from placements_takeover t
                   where t.candidate_id = whose and t.status = 'asked')
    then
        raise exception 'Another party is still asked to take this case over.'
            using errcode = '23514', constraint = 'nobody_is_asked_about_a_closed_case';
    end if;
    return null;
end $$;
create constraint trigger nobody_is_asked after update of status on placements_candidate
    deferrable initially deferred for each row
    when (new.status in ('rejected', 'withdrawn', 'ended'))
    execute function placements_check_nobody_is_asked('id');
create constraint trigger nobody_is_asked after insert on placements_takeover
    deferrable initially deferred for each row when (new.status = 'asked')
    execute function placements_check_nobody_is_asked('candidate_id');
"""
UNDO = """
drop trigger nobody_is_asked on placements_candidate;
drop trigger nobody_is_asked on placements_takeover;
drop function placements_check_nobody_is_asked();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0066_who_is_introduced_where")]

    operations = [migrations.RunSQL(CLOSED, UNDO)]
