"""P9 from below: what was published stays as it was, whoever writes; only making it goes on."""

from django.db import migrations

# The figures of a final report are there from its first moment: those of the draft. Its pages come
# once, with the state that says so.
FREEZE = """
create function placements_freeze_final_report() returns trigger language plpgsql as $$
begin
    if (old.figures is not null
        and (new.figures, new.figures_hash, new.figures_on)
            is distinct from (old.figures, old.figures_hash, old.figures_on))
       or (old.state = 'done'
           and (new.state, new.public_id, new.pdf, new.code_version, new.finished_at)
               is distinct from
               (old.state, old.public_id, old.pdf, old.code_version, old.finished_at)) then
        raise exception 'A final report stays as it was published.' using errcode = '23514',
            constraint = 'final_report_is_frozen';
    end if;
    return new;
end $$;
create trigger freeze_final_report before update on placements_report
    for each row when (old.is_final) execute function placements_freeze_final_report();
"""
UNDO_FREEZE = """
drop trigger freeze_final_report on placements_report;
drop function placements_freeze_final_report();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0048_final_after_the_last_day")]

    operations = [migrations.RunSQL(FREEZE, UNDO_FREEZE)]
