"""Contacts after the move make up for an exception, as long as its plan is not done; and nothing else.

They are held in the introduction of the area of the home. Who moved by an exception before the first
contact has one without a clock: it never was long enough for a lease, and is made up for now.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

triggers = import_module("placements.migrations.0003_triggers")
corrected = import_module("placements.migrations.0038_introductions_are_corrected")

STEPS = [*triggers.STEPS["introduction"], *corrected.STOP_TAKEN_BACK]
WITHOUT_A_CLOCK = ["planned>moved", "moved>planned"]

# After the move a contact is added, held, dropped or taken back while a plan is open, of the lease
# that was signed on an exception; and it lies after the start of that lease, so that the lease, which
# counts up to its start, never counts it.
GUARD = """
create function placements_guard_contact_after_the_move() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    i placements_introduction;
    moved_on date;
begin
    if tg_op = 'UPDATE' and new.introduction_id <> old.introduction_id then
        raise exception 'A contact stays in its introduction.'
            using errcode = '23514', constraint = 'contact_stays_in_its_introduction';
    end if;
    select * into i from placements_introduction where id = new.introduction_id;
    if i.status is distinct from 'moved' then
        return new;
    end if;
    select l.started_on into moved_on from placements_placement p
        join placements_lease l on l.placement_id = p.id
        join placements_exemption e on e.id = l.exemption_id
        where p.candidate_id = i.candidate_id and p.status = 'moved_in'
          and l.started_on = i.move_on and e.verdict = 'granted' and e.caught_up_on is null
          and exists (select from placements_guidance g
                      where g.candidate_id = i.candidate_id and g.status = 'running');
    if moved_on is null then
        raise exception 'Nothing is made up for in this introduction.'
            using errcode = '23514', constraint = 'contact_makes_up_for_an_exception';
    end if;
    if new."on" <= moved_on or tg_op = 'UPDATE' and old."on" <= moved_on then
        raise exception 'What was before the move stays as it is.'
            using errcode = '23514', constraint = 'contact_comes_after_the_move';
    end if;
    return new;
end $$;
create trigger guard_contact_after_the_move before insert or update on placements_contact
    for each row execute function placements_guard_contact_after_the_move();
"""

UNDO_GUARD = """
drop trigger guard_contact_after_the_move on placements_contact;
drop function placements_guard_contact_after_the_move();
"""

# A lease counts what was held up to its start.
COUNTED = """
create or replace function placements_keep_counted_contact() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from placements_lease l where l.introduction_id = old.introduction_id
               and (l.started_on is null or old."on" <= l.started_on)
               and (l.ended_on is null or l.started_on is not null)) then
        raise exception 'A lease counts this contact.'
            using errcode = '23514', constraint = 'lease_counts_this_contact';
    end if;
    return new;
end $$;
"""

COUNTED_BEFORE = corrected.COUNTED.replace("create function", "create or replace function").split(
    "create trigger"
)[0]

# The start may have been confirmed for another day than the one that was signed.
KNOWS_THE_MOVE = """
do $$ begin execute format('create policy put_right on placements_introduction for update to %I'
    ' using (true)', current_user); end $$;
update placements_introduction i set move_on = l.started_on
from placements_placement p join placements_lease l on l.placement_id = p.id
where l.introduction_id = i.id and p.status = 'moved_in' and i.status = 'moved'
  and i.move_on is distinct from l.started_on;
drop policy put_right on placements_introduction;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0051_terms_are_extended_as_often_as_agreed")]

    operations = [
        migrations.RunSQL(
            corrected.steps_of_introduction([*STEPS, *WITHOUT_A_CLOCK]),
            corrected.steps_of_introduction(STEPS),
        ),
        migrations.RemoveConstraint("introduction", "running_introduction_has_a_first_contact"),
        migrations.AddConstraint(
            "introduction",
            models.CheckConstraint(
                condition=Q(status="planned", first_contact_on=None)
                | Q(status="started", first_contact_on__isnull=False)
                | Q(status__in=["moved", "stopped"]),
                name="running_introduction_has_a_first_contact",
            ),
        ),
        migrations.RunSQL(COUNTED, COUNTED_BEFORE),
        migrations.RunSQL(KNOWS_THE_MOVE, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, UNDO_GUARD),
    ]
