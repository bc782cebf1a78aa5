"""How often a term for an answer was extended is counted, because how often it may is a norm.

The column that told only whether it was stays behind without a reader, with a value of its own, so
that a process that still runs the code of before can write its rows.
"""

from django.db import migrations, models

OUTSIDE = "alter table placements_question no force row level security"
COUNTED = "update placements_question set times_extended = 1 where is_extended"
INSIDE = "alter table placements_question force row level security"

# As was agreed on the day on which the answer was asked, as its term is.
AS_OFTEN_AS_AGREED = """
create function placements_extends_as_agreed() returns trigger language plpgsql as $$
begin
    if new.times_extended <> old.times_extended + 1
       or new.times_extended > placements_norm(
           'term_extensions', (new.asked_at at time zone 'Europe/Amsterdam')::date)
    then
        raise exception 'A term is extended once at a time, and as often as was agreed.'
            using errcode = '23514', constraint = 'extended_as_often_as_agreed';
    end if;
    return new;
end $$;
create trigger extends_as_agreed before update of times_extended on placements_question
    for each row when (new.times_extended <> old.times_extended)
    execute function placements_extends_as_agreed();
"""
UNDO_AS_OFTEN = """
drop trigger extends_as_agreed on placements_question;
drop function placements_extends_as_agreed();
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0050_whose_cases_once_a_query")]

    operations = [
        migrations.AddField(
            "question",
            "times_extended",
            models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL([OUTSIDE, COUNTED, INSIDE], migrations.RunSQL.noop),
        migrations.RunSQL(AS_OFTEN_AS_AGREED, UNDO_AS_OFTEN),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    "alter table placements_question alter column is_extended set default false",
                    "alter table placements_question alter column is_extended drop default",
                )
            ],
            [migrations.RemoveField("question", "is_extended")],
        ),
    ]
