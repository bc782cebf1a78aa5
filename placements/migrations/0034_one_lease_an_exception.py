"""An exception to the half year serves one lease, which starts before the exception ends."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

follows = import_module("placements.migrations.0031_worker_follows")

# A lease that was cancelled never started, so that the exception can serve another.
MARK_USED = """
create function placements_mark_exemption() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update placements_exemption e
    set is_used = new.ended_on is null or new.started_on is not null
    where e.id = new.exemption_id;
    return null;
end $$;
create trigger mark_exemption after insert or update on placements_lease
    for each row when (new.exemption_id is not null)
    execute function placements_mark_exemption();
update placements_exemption e set is_used = true where exists (
    select from placements_lease l where l.exemption_id = e.id
    and (l.ended_on is null or l.started_on is not null));
"""

UNDO_MARK_USED = """
drop trigger mark_exemption on placements_lease;
drop function placements_mark_exemption();
"""

# What was signed on it stays on it: a start that moves is a fact.
ONE_LEASE = """
create function placements_check_exemption() returns trigger language plpgsql as $$
begin
    if not exists (select from placements_exemption e where e.id = new.exemption_id
                   and not e.is_used and e.catch_up_by >= new.starts_on) then
        raise exception 'This exception was used, or ends before the lease starts.'
            using errcode = '23514', constraint = 'exemption_serves_one_lease';
    end if;
    return new;
end $$;
create trigger serves_one_lease before insert on placements_lease
    for each row when (new.exemption_id is not null)
    execute function placements_check_exemption();
"""

UNDO_ONE_LEASE = """
drop trigger serves_one_lease on placements_lease;
drop function placements_check_exemption();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0033_start_taken_back")]

    operations = [
        migrations.AddField(
            "exemption",
            "is_used",
            models.BooleanField(db_default=False, default=False, editable=False),
        ),
        follows.seen_by_the_owner("exemption", "all"),
        follows.seen_by_the_owner("lease", "select"),
        migrations.RunSQL(MARK_USED, UNDO_MARK_USED),
        migrations.RunSQL(ONE_LEASE, UNDO_ONE_LEASE),
        migrations.AddConstraint(
            "lease",
            models.UniqueConstraint(
                "exemption",
                condition=Q(ended_on=None) | Q(started_on__isnull=False),
                name="one_lease_an_exemption",
            ),
        ),
    ]
