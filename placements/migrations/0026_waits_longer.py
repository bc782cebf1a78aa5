"""While somebody is proposed for a home, the corporation's date moves one way: later."""

from django.db import migrations

LATER = """
create function placements_answer_by_only_later() returns trigger language plpgsql as $$
begin
    raise exception 'A proposal counts on the date of this home.'
        using errcode = '23514', constraint = 'answer_by_only_later';
end $$;
create trigger answer_by_only_later before update of answer_by on placements_dwelling for each row
    when (old.status = 'reserved' and new.status = 'reserved' and new.answer_by < old.answer_by)
    execute function placements_answer_by_only_later();
"""

UNDO_LATER = """
drop trigger answer_by_only_later on placements_dwelling;
drop function placements_answer_by_only_later();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0025_a_lease_counts_by_decision")]

    operations = [migrations.RunSQL(LATER, UNDO_LATER)]
