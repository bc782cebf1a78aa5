"""A housing coach reads the guidance of everybody in the household of whom they guide one.

Writing stays with whose case it is and who is responsible: a moment followed who reads the track.
"""

from importlib import import_module

from django.db import migrations

from pact.common.rowsecurity import STANDS_FOR, role

walls = import_module("placements.migrations.0004_walls")
people = import_module("placements.migrations.0047_who_reads_a_case")
cases = import_module("placements.migrations.0050_whose_cases_once_a_query")

TRACK = walls.of_visible("guidance", "guidance_id")
THEIRS = (
    "exists (select from placements_guidance t where t.id = guidance_id"
    f" and (t.caseworker_id = {STANDS_FOR} or t.responsible_id = {STANDS_FOR}))"
)


def policies(*, is_new: bool) -> list[str]:
    """As it was, every caseworker who read a track could write its moments."""
    of_household = cases.theirs("coached", walls.own("guidance")) if is_new else "false"
    read = f"{cases.readers()['guidance']} or {of_household}"
    add = f"({people.CASEWORKER} and {THEIRS if is_new else TRACK})"
    add = f"{add} or ({walls.CONSEQUENCE} and {TRACK})"
    write = f"{add} or ({role('neighbourhood_worker')} and {TRACK})"
    return [
        f"alter policy placements_guidance_read on placements_guidance using ({read})",
        *[
            statement
            for table in ["placements_responsibility", "placements_contactmoment"]
            for statement in [
                f"alter policy {table}_add on {table} with check ({add})",
                f"alter policy {table}_write on {table} using ({write}) with check ({write})",
            ]
        ],
    ]


class Migration(migrations.Migration):
    dependencies = [("placements", "0052_made_up_for_after_the_move")]

    operations = [migrations.RunSQL(policies(is_new=True), policies(is_new=False))]
