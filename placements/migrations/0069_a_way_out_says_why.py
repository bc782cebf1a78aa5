"""A way out says why, whoever writes: of a placement that came to nothing the table holds it already."""

from django.db import migrations

# What was written before stays as it is; who owns the tables puts rows right.
REASON = """
create function placements_step_says_why() returns trigger language plpgsql as $$
begin
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    raise exception 'This step needs a reason: % in %.', new.status, tg_table_name
        using errcode = '23514', constraint = 'step_says_why';
end $$;
"""
ONLY_WITH_A_REASON = {
    "candidate": ["on_hold", "rejected", "withdrawn", "ended"],
    "introduction": ["stopped"],
    "dwelling": ["withdrawn", "returned", "expired"],
    "placement": ["ended"],
}


def says_why(name: str, statuses: list[str]) -> migrations.RunSQL:
    listed = ", ".join(f"'{status}'" for status in statuses)
    return migrations.RunSQL(
        f"create trigger says_why before update of status on placements_{name} for each row"
        f" when (new.status in ({listed}) and new.status <> old.status and new.status_code = '')"
        " execute function placements_step_says_why()",
        f"drop trigger says_why on placements_{name}",
    )


class Migration(migrations.Migration):
    dependencies = [("placements", "0068_who_is_reconsidered_is_guided")]

    operations = [
        migrations.RunSQL(REASON, "drop function placements_step_says_why()"),
        *[says_why(name, statuses) for name, statuses in ONLY_WITH_A_REASON.items()],
    ]
