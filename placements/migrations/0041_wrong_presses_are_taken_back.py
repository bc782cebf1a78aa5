"""A withdrawal and an admission that were pressed by mistake are taken back, by a step of their own."""

from importlib import import_module

from django.db import migrations

triggers = import_module("placements.migrations.0003_triggers")
again = import_module("placements.migrations.0035_reconsideration")

STEPS = [*triggers.STEPS["candidate"], again.WITHDRAWN_AFTERWARDS]
TAKEN_BACK = [
    "admitted>submitted",
    "withdrawn>submitted",
    "withdrawn>returned",
    "withdrawn>admitted",
    "withdrawn>on_hold",
    "withdrawn>rejected",
]


def steps_of_guidance(steps: list[str]) -> str:
    listed = ", ".join(f"'{step}'" for step in steps)
    return f"""
        drop trigger check_step on placements_guidance;
        create trigger check_step before update of status on placements_guidance
            for each row execute function placements_check_step({listed});
    """


# Back to what it was and to nothing else: by way of a withdrawal nobody is admitted unseen. The
# functions are the owner's, because whoever takes a step back may not see all that it is about.
WITHDRAWAL = """
create function placements_withdrawal_taken_back() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    before text;
begin
    if old.status_code = 'deceased' then
        raise exception 'Nobody waits for a home after their death.'
            using errcode = '23514', constraint = 'withdrawn_by_death';
    end if;
    select s.was into before from audit_step s
        where s.kind = 'candidate' and s.object_id = old.id and s.becomes = 'withdrawn'
        order by s.at desc, s.id desc limit 1;
    if before is distinct from new.status then
        raise exception 'A withdrawal is taken back to %, not to %.', before, new.status
            using errcode = '23514', constraint = 'taken_back_to_what_it_was';
    end if;
    if new.status <> 'rejected' and placements_lives_elsewhere(new.id) then
        raise exception 'Somebody may have been entered already, and that case goes on.'
            using errcode = '23514', constraint = 'goes_on_elsewhere';
    end if;
    return new;
end $$;
create trigger withdrawal_taken_back before update of status on placements_candidate
    for each row when (old.status = 'withdrawn' and new.status <> 'withdrawn')
    execute function placements_withdrawal_taken_back();
"""

ADMISSION = """
create function placements_admission_taken_back() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_introduction i where i.candidate_id = new.id)
       or exists (select from placements_placement p where p.candidate_id = new.id)
       or exists (select from placements_exemption e where e.candidate_id = new.id) then
        raise exception 'Something came of this admission.'
            using errcode = '23514', constraint = 'nothing_came_of_the_admission';
    end if;
    return new;
end $$;
create trigger admission_taken_back before update of status on placements_candidate
    for each row when (old.status = 'admitted' and new.status = 'submitted')
    execute function placements_admission_taken_back();
"""

# Guidance runs again in a case that goes on, and in no other.
GUIDANCE = """
create function placements_guidance_runs_again() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (
        select from placements_candidate c where c.id = new.candidate_id
        and c.status in ('submitted', 'returned', 'admitted', 'on_hold', 'rejected', 'housed'))
    then
        raise exception 'This guidance does not run again.'
            using errcode = '23514', constraint = 'runs_again_with_its_case';
    end if;
    return new;
end $$;
create trigger runs_again before update of status on placements_guidance
    for each row when (old.status = 'ended' and new.status = 'running')
    execute function placements_guidance_runs_again();
"""

UNDO = """
drop trigger runs_again on placements_guidance;
drop function placements_guidance_runs_again();
drop trigger admission_taken_back on placements_candidate;
drop function placements_admission_taken_back();
drop trigger withdrawal_taken_back on placements_candidate;
drop function placements_withdrawal_taken_back();
"""

SEEN_BY_THE_OWNER = (
    "do $$ begin execute format('create policy audit_step_owner on audit_step for select to %I"
    " using (true)', current_user); end $$"
)


class Migration(migrations.Migration):
    dependencies = [("placements", "0040_another_coordinator_reconsiders")]

    operations = [
        migrations.RunSQL(
            again.steps_of_candidate([*STEPS, *TAKEN_BACK]), again.steps_of_candidate(STEPS)
        ),
        migrations.RunSQL(
            steps_of_guidance([*triggers.STEPS["guidance"], "ended>running"]),
            steps_of_guidance(triggers.STEPS["guidance"]),
        ),
        migrations.RunSQL(SEEN_BY_THE_OWNER, "drop policy audit_step_owner on audit_step"),
        migrations.RunSQL([WITHDRAWAL, ADMISSION, GUIDANCE], UNDO),
    ]
