"""How often a term for an answer was extended is counted, because how often it may is a norm.

The column that told only whether it was stays behind without a reader, with a value of its own, so
that a process that still runs the code of before can write its rows.
"""

from django.db import migrations, models

OUTSIDE = "alter table placements_question no force row level security"
COUNTED = "update placements_question set times_extended = 1 where is_extended"
INSIDE = "alter table placements_question force row level security"


class Migration(migrations.Migration):
    dependencies = [("placements", "0049_a_final_report_is_frozen")]

    operations = [
        migrations.AddField(
            "question",
            "times_extended",
            models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL([OUTSIDE, COUNTED, INSIDE], migrations.RunSQL.noop),
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
