"""How the coordinator sees a candidate's refusal: a code, which nobody else writes."""

from django.db import migrations, models

ONLY_BY_THE_COORDINATOR = """
create function placements_refusal_judged() returns trigger language plpgsql as $$
begin
    if current_setting('app.role', true) is distinct from 'coordinator' then
        raise exception 'Only the coordinator judges a refusal.'
            using errcode = '42501', constraint = 'judged_by_the_coordinator';
    end if;
    return new;
end $$;
create trigger refusal_judged before update of judgement on placements_question for each row
    when (new.judgement <> old.judgement) execute function placements_refusal_judged();
"""

UNDO_ONLY_BY_THE_COORDINATOR = """
drop trigger refusal_judged on placements_question;
drop function placements_refusal_judged();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0009_refusals_are_judged"),
        ("placements", "0029_questions_go_with_the_case"),
    ]

    operations = [
        migrations.AddField(
            "question",
            "judgement",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=models.Q(
                    ("judgement", ""),
                    models.Q(("answer", False), ("kind", "candidate")),
                    _connector="OR",
                ),
                name="only_a_candidates_refusal_is_judged",
            ),
        ),
        migrations.RunSQL(ONLY_BY_THE_COORDINATOR, UNDO_ONLY_BY_THE_COORDINATOR),
    ]
