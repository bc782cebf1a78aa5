"""What is agreed does not lapse, a home that is held is freed first, and only who lived somewhere ends.

Nobody could take these steps, so that the database refuses them too.
"""

from django.db import migrations

STEPS = {
    "placement": ["agreed>lapsed"],
    "dwelling": ["reserved>withdrawn", "reserved>expired"],
    "candidate": ["admitted>ended", "on_hold>ended"],
}

# What other migrations added stays: the trigger is made again from what it is.
MADE_AGAIN = """
do $$ declare
    again text;
begin
    select {changed} into strict again
        from pg_trigger where tgname = 'check_step' and tgrelid = 'placements_{name}'::regclass;
    drop trigger check_step on placements_{name};
    execute again;
end $$;
"""


def take_away(name: str, steps: list[str]) -> migrations.RunSQL:
    fewer = more = "pg_get_triggerdef(oid)"
    for step in steps:
        fewer = f"replace({fewer}, $s$, '{step}'$s$, '')"
        more = f"regexp_replace({more}, '[)]$', $s$, '{step}')$s$)"
    return migrations.RunSQL(
        MADE_AGAIN.format(name=name, changed=fewer), MADE_AGAIN.format(name=name, changed=more)
    )


class Migration(migrations.Migration):
    dependencies = [("placements", "0057_a_lease_keeps_what_it_stands_on")]

    operations = [take_away(name, steps) for name, steps in STEPS.items()]
