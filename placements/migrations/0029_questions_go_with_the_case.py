"""When another care party takes a case over, what its proposal still asks is asked of that party."""

from importlib import import_module

from django.db import migrations

taken = import_module("placements.migrations.0012_another_party_takes_over")

# As the owner: of the old party's questions the new caseworker sees nothing yet.
MOVE = """
create function placements_questions_go_along() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update placements_question set party_id = new.care_party_id
        where placement_id = new.id and answer is null and party_id = old.care_party_id;
    return null;
end $$;
create trigger questions_go_along after update of care_party_id on placements_placement
    for each row when (old.care_party_id <> new.care_party_id)
    execute function placements_questions_go_along();
"""

UNDO_MOVE = """
drop trigger questions_go_along on placements_placement;
drop function placements_questions_go_along();
"""

# What stood open when a case changed hands before this.
REPAIR = """
update placements_question q set party_id = p.care_party_id
from placements_placement p
where p.id = q.placement_id and q.answer is null and q.kind in ('care', 'candidate')
    and q.party_id <> p.care_party_id
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0028_what_is_agreed_has_a_last_day")]

    operations = [
        taken.owner_of("placements_question"),
        migrations.RunSQL(MOVE, UNDO_MOVE),
        migrations.RunSQL(REPAIR, migrations.RunSQL.noop),
    ]
