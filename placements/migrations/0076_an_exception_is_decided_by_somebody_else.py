"""An exception to the half year is asked first, decided by somebody else, and holds until its end.

Whoever asked one could enter it as granted in another's name; and a lease signed on one could start
after it ended.
"""

from importlib import import_module

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

from pact.common.rowsecurity import grants

decisions = import_module("municipalities.migrations.0004_who_asks_never_decides")

GUARD_EXEMPTION = f"""
create function placements_guard_exemption() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
    me bigint := nullif(current_setting('app.membership', true), '')::bigint;
begin
    {decisions.IS_OWNER}
    if tg_op = 'INSERT' then
        if new.verdict = 'open' and new.asked_by_id = me and new.caught_up_on is null then
            return new;
        end if;
        raise exception 'An exception is first asked, in one''s own name.' using errcode = '42501';
    end if;
    if old.verdict || '>' || new.verdict not in
        ('open>granted', 'open>denied', 'open>lapsed', 'granted>revoked') then
        raise exception 'This exception was decided on before.' using errcode = '23514';
    end if;
    if new.verdict = 'lapsed' then
        return new;
    end if;
    if coalesce(current_setting('app.role', true), '') <> 'coordinator'
       or new.decided_by_id is distinct from me
       or municipalities_same_person(new.asked_by_id, me) then
        raise exception 'A coordinator decides who did not ask it, in their own name.'
            using errcode = '42501';
    end if;
    return new;
end $$;
create trigger guard_exemption_asked before insert on placements_exemption
    for each row execute function placements_guard_exemption();
create trigger guard_exemption before update of verdict, decided_by_id, decided_at, revoked_code
    on placements_exemption for each row
    when ((old.verdict, old.decided_by_id, old.decided_at, old.revoked_code)
        is distinct from (new.verdict, new.decided_by_id, new.decided_at, new.revoked_code))
    execute function placements_guard_exemption();
"""

UNDO_GUARD = """
drop trigger guard_exemption on placements_exemption;
drop trigger guard_exemption_asked on placements_exemption;
drop function placements_guard_exemption();
"""

# A start that is a fact is recorded; one that is planned lies within the exception, unless the half
# year is over by then. By its name it comes after what fills in the half year.
WITHIN = """
create function placements_starts_within_exemption() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if exists (select from placements_exemption e where e.id = new.exemption_id
               and e.catch_up_by >= new.starts_on)
       or (new.contacts_held >= new.contacts_required and new.introduced_on
           + make_interval(months => new.months_required) <= new.starts_on) then
        return new;
    end if;
    raise exception 'The exception ends before this lease starts.'
        using errcode = '23514', constraint = 'starts_within_its_exemption';
end $$;
create trigger starts_within_exemption before update of starts_on on placements_lease
    for each row when (new.exemption_id is not null and new.started_on is null
        and new.starts_on > old.starts_on)
    execute function placements_starts_within_exemption();
"""

UNDO_WITHIN = """
drop trigger starts_within_exemption on placements_lease;
drop function placements_starts_within_exemption();
"""

EXEMPTION = "placements_exemption"
DECIDED = "update (verdict, decided_by_id, decided_at, revoked_code, caught_up_on, caught_up_by_id)"


class Migration(migrations.Migration):
    dependencies = [("placements", "0075_no_home_is_let_without_its_lease")]

    operations = [
        # Not for what was asked before: nobody knows any more what should have been in it.
        AddConstraintNotValid(
            "exemption",
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(catch_up=""), name="exemption_has_a_code_and_a_plan"
            ),
        ),
        migrations.RunSQL(GUARD_EXEMPTION, UNDO_GUARD),
        migrations.RunSQL(WITHIN, UNDO_WITHIN),
        # What was asked stays as it was asked.
        migrations.RunSQL(
            grants(EXEMPTION, "select", "insert", DECIDED).sql,
            grants(EXEMPTION, "select", "insert", "update").sql,
        ),
    ]
