"""Whoever rejected an application does not reconsider it, nor decide on it after a colleague did."""

from django.db import migrations, models

OUTSIDE = """
alter table placements_candidate no force row level security;
alter table audit_step no force row level security;
"""
INSIDE = """
alter table audit_step force row level security;
alter table placements_candidate force row level security;
"""

# The steps tell who it was until today. What is checked at the end of the transaction is checked
# now: no table with a check still to come can be altered.
FILL = """
update placements_candidate c set rejected_by_id = (
    select m.id from audit_step s join accounts_membership m on m.id = s.membership_id
    where s.kind = 'candidate' and s.object_id = c.id and s.becomes = 'rejected'
    order by s.at desc, s.id desc limit 1)
where exists (select from audit_step s
              where s.kind = 'candidate' and s.object_id = c.id and s.becomes = 'rejected');
set constraints all immediate;
set constraints all deferred;
"""

# Whoever acts is written down, whatever the statement said, and stays written down.
NOTE_REJECTION = """
create function placements_note_rejection() returns trigger language plpgsql as $$
begin
    if old.status = 'submitted' and new.status = 'rejected' then
        new.rejected_by_id := nullif(current_setting('app.membership', true), '')::bigint;
    else
        new.rejected_by_id := old.rejected_by_id;
    end if;
    return new;
end $$;
create trigger note_rejection before update of status, rejected_by_id on placements_candidate
    for each row execute function placements_note_rejection();
"""

ANOTHER_DECIDES = """
create function placements_another_decides() returns trigger language plpgsql as $$
begin
    if exists (select from accounts_membership m where m.id = old.rejected_by_id
               and m.user_id = nullif(current_setting('app.user', true), '')::bigint) then
        raise exception 'Whoever rejected this application does not decide on it again.'
            using errcode = '23514', constraint = 'nobody_decides_again_on_what_they_rejected';
    end if;
    return new;
end $$;
create trigger another_decides before update of status on placements_candidate for each row
    when (old.status = 'submitted' and new.status in ('admitted', 'returned', 'rejected')
          or old.status = 'rejected' and new.status = 'submitted')
    execute function placements_another_decides();
"""

UNDO = """
drop trigger another_decides on placements_candidate;
drop function placements_another_decides();
drop trigger note_rejection on placements_candidate;
drop function placements_note_rejection();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mistakes_are_undone_the_same_day"),
        ("audit", "0004_minutes"),
        ("placements", "0039_what_becomes_of_an_exception"),
    ]

    operations = [
        migrations.AddField(
            "candidate",
            "rejected_by",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.RunSQL([OUTSIDE, FILL, INSIDE], migrations.RunSQL.noop),
        migrations.RunSQL([NOTE_REJECTION, ANOTHER_DECIDES], UNDO),
    ]
