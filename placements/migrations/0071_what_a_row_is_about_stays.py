"""No row of one's own is turned towards another case, and nobody is released before both want it.

Whose row it is says who reads the case that it is about: a neighbourhood worker could turn their own
introduction towards any candidate, and a letting agent write that the person was released to them.
"""

from django.db import migrations

ABOUT = {
    "candidate_id": [
        "avoideddistrict",
        "card",
        "care",
        "exemption",
        "fingerprint",
        "guidance",
        "identity",
        "introduction",
        "missingitem",
        "need",
        "note",
        "possibledouble",
        "preferredarea",
        "safety",
        "support",
        "takeover",
        "uitstromer",
    ],
    "uitstromer_id": ["card", "fingerprint", "guidance", "identity", "support"],
    "placement_id": ["appointment", "question"],
    "introduction_id": ["contact", "request"],
    "guidance_id": ["contactmoment", "responsibility"],
}

STAYS = """
create function placements_stays_about() returns trigger language plpgsql as $$
begin
    raise exception 'What a row is about stays as it was.'
        using errcode = '23514', constraint = 'row_stays_about';
end $$;
"""

RELEASED = """
create function placements_released_by_both() returns trigger language plpgsql as $$
begin
    if (select count(*) from placements_question q where q.placement_id = new.id
        and q.kind in ('profile', 'candidate') and q.answer) = 2
    then return new; end if;
    raise exception 'Not both sides want this yet: nobody is released.'
        using errcode = '23514', constraint = 'released_by_both';
end $$;
create trigger released_by_both before update of released_at on placements_placement
    for each row when (
        old.released_at is null and new.released_at is not null and current_user = 'pact_app')
    execute function placements_released_by_both();
"""

UNDO_RELEASED = """
drop trigger released_by_both on placements_placement;
drop function placements_released_by_both();
"""


def stays(table: str, column: str) -> migrations.RunSQL:
    name = f"stays_about_{column.removesuffix('_id')}"
    return migrations.RunSQL(
        f"create trigger {name} before update of {column} on placements_{table} for each row"
        f" when (old.{column} <> new.{column} and current_user = 'pact_app')"
        " execute function placements_stays_about()",
        f"drop trigger {name} on placements_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("placements", "0070_what_is_to_be_done")]

    operations = [
        migrations.RunSQL(STAYS, "drop function placements_stays_about()"),
        *(stays(table, column) for column, tables in ABOUT.items() for table in tables),
        migrations.RunSQL(RELEASED, UNDO_RELEASED),
    ]
