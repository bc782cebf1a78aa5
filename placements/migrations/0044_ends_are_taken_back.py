"""An end that was recorded by mistake is taken back: of a lease, of a completion, of guidance."""

from django.db import migrations

# What other migrations added stays: the steps are added to those that the trigger has.
ADD_STEPS = """
do $$ declare
    added text;
begin
    select regexp_replace(pg_get_triggerdef(oid), '[)]$', ', {steps})') into strict added
        from pg_trigger where tgname = 'check_step' and tgrelid = 'placements_{name}'::regclass;
    drop trigger check_step on placements_{name};
    execute added;
end $$;
"""

TAKE_STEPS_AWAY = """
do $$ declare
    kept text;
begin
    select replace(pg_get_triggerdef(oid), $s$, {steps}$s$, '') into strict kept
        from pg_trigger where tgname = 'check_step' and tgrelid = 'placements_{name}'::regclass;
    drop trigger check_step on placements_{name};
    execute kept;
end $$;
"""

STEPS = {
    "placement": ["ended>moved_in", "ended>completed", "completed>moved_in"],
    "candidate": ["ended>housed"],
}

# Guidance that goes on has a named person at once, and a reason; what is lived in again has no end.
TAKEN_BACK = """
create function placements_guidance_goes_on() returns trigger language plpgsql as $$
begin
    if new.status_code = '' or not exists (
        select from placements_responsibility r where r.guidance_id = new.id and r.to_day is null)
    then
        raise exception 'Guidance goes on with a reason and a named person.'
            using errcode = '23514', constraint = 'guidance_goes_on_by_somebody';
    end if;
    return new;
end $$;
create trigger goes_on before update of status on placements_guidance
    for each row when (old.status = 'ended' and new.status = 'running')
    execute function placements_guidance_goes_on();
create function placements_lease_goes_on() returns trigger language plpgsql as $$
begin
    if new.status_code = '' or exists (select from placements_lease l
        where l.placement_id = new.id and l.ended_on is not null)
    then
        raise exception 'A lease goes on with a reason and without an end.'
            using errcode = '23514', constraint = 'lease_goes_on_without_an_end';
    end if;
    return new;
end $$;
create trigger goes_on before update of status on placements_placement
    for each row when (old.status in ('completed', 'ended') and new.status <> old.status
                       and new.status <> 'ended')
    execute function placements_lease_goes_on();
"""

UNDO_TAKEN_BACK = """
drop trigger goes_on on placements_placement;
drop function placements_lease_goes_on();
drop trigger goes_on on placements_guidance;
drop function placements_guidance_goes_on();
"""

# Whoever lives there again may have been entered elsewhere meanwhile: the coordinator looks.
DOUBLE_IS_TOLD = """
drop trigger double_is_told on placements_candidate;
create trigger double_is_told before update of status on placements_candidate for each row
    when (new.status = 'submitted' and old.status <> 'submitted'
          or new.status = 'admitted' and old.status = 'housed'
          or new.status = 'housed' and old.status = 'ended')
    execute function placements_double_is_told();
"""

UNDO_DOUBLE_IS_TOLD = """
drop trigger double_is_told on placements_candidate;
create trigger double_is_told before update of status on placements_candidate for each row
    when (new.status = 'submitted' and old.status <> 'submitted'
          or new.status = 'admitted' and old.status = 'housed')
    execute function placements_double_is_told();
"""


def add_steps(name: str, steps: list[str]) -> migrations.RunSQL:
    doubled = ", ".join(f"''{step}''" for step in steps)
    listed = ", ".join(f"'{step}'" for step in steps)
    return migrations.RunSQL(
        ADD_STEPS.format(name=name, steps=doubled),
        TAKE_STEPS_AWAY.format(name=name, steps=listed),
    )


class Migration(migrations.Migration):
    dependencies = [("placements", "0043_what_is_counted_on")]

    operations = [
        *[add_steps(name, steps) for name, steps in STEPS.items()],
        migrations.RunSQL(TAKEN_BACK, UNDO_TAKEN_BACK),
        migrations.RunSQL(DOUBLE_IS_TOLD, UNDO_DOUBLE_IS_TOLD),
    ]
