"""A start that was recorded by mistake is taken back, until the final report of its year is there."""

from importlib import import_module

from django.db import migrations

triggers = import_module("placements.migrations.0003_triggers")

TAKEN_BACK = "moved_in>leased"


def steps_of_placement(steps: list[str]) -> str:
    listed = ", ".join(f"'{step}'" for step in steps)
    return f"""
        drop trigger check_step on placements_placement;
        create trigger check_step before update of status on placements_placement
            for each row execute function placements_check_step({listed});
    """


REPORTED = """
create function placements_refuse_when_reported() returns trigger language plpgsql as $$
begin
    if exists (select from placements_report r where r.year = old.year and r.is_final) then
        raise exception 'The final report of % counts this home.', old.year
            using errcode = '23514', constraint = 'year_is_reported';
    end if;
    return new;
end $$;
create trigger refuse_when_reported before update of status on placements_placement
    for each row when (old.status = 'moved_in' and new.status = 'leased')
    execute function placements_refuse_when_reported();
"""

UNDO_REPORTED = """
drop trigger refuse_when_reported on placements_placement;
drop function placements_refuse_when_reported();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0032_lease_dates")]

    operations = [
        migrations.RunSQL(
            steps_of_placement([*triggers.STEPS["placement"], TAKEN_BACK]),
            steps_of_placement(triggers.STEPS["placement"]),
        ),
        migrations.RunSQL(REPORTED, UNDO_REPORTED),
    ]
