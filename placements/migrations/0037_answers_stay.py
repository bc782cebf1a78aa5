"""An answer stays as it was given, but for a yes by mistake, and a candidate's no after all."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

minutes = import_module("pact.audit.migrations.0004_minutes")
deeds = import_module("pact.audit.migrations.0005_deeds_of_the_own_party")

# As the owner, who sees every placement: what was built on an answer does not depend on who asks.
ANSWER_STAYS = """
create function placements_answer_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    p placements_placement;
begin
    select * into p from placements_placement where id = old.placement_id;
    if old.answer and new.answer is null and p.status = 'proposed'
        and (old.kind in ('viewing', 'income', 'permit') or p.released_at is null)
    then
        return new;
    end if;
    if old.answer and not new.answer and old.kind = 'candidate'
        and new.said_yes_at = old.answered_at and p.status in ('proposed', 'agreed')
    then
        return new;
    end if;
    raise exception 'This answer stays as it was given.'
        using errcode = '23514', constraint = 'answer_stays';
end $$;
create trigger answer_stays before update of answer on placements_question for each row
    when (old.answer is not null and new.answer is distinct from old.answer)
    execute function placements_answer_stays();
"""

UNDO_ANSWER_STAYS = """
drop trigger answer_stays on placements_question;
drop function placements_answer_stays();
"""


def coordinator_reads(which: str) -> str:
    return (
        "alter policy audit_deed_read on audit_deed using"
        f" ({minutes.OWN_LINE} or ({minutes.role('coordinator')} and ({which}))"
        f" or ({deeds.OFFICER} and (party_id = {deeds.PARTY} or {deeds.OFFICE})))"
    )


TAKEN_BACK = "action = 'take_back_answer'"


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0036_held_by_who_waits"),
        ("audit", "0005_deeds_of_the_own_party"),
    ]

    operations = [
        migrations.AddField("question", "said_yes_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=Q(said_yes_at=None) | Q(kind="candidate", answer=False),
                name="only_a_candidate_says_no_after_all",
            ),
        ),
        migrations.RunSQL(ANSWER_STAYS, UNDO_ANSWER_STAYS),
        migrations.RunSQL(
            coordinator_reads(f"{minutes.IN_THE_MINUTES} or {TAKEN_BACK}"),
            coordinator_reads(minutes.IN_THE_MINUTES),
        ),
    ]
