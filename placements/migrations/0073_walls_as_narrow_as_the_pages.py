"""What no page shows somebody, their own SQL shows neither.

A letting agent reads when guidance runs, and not how each of its moments went. Of what comes after
release (the viewing, the tests, the appointments) only the agent to whom the person was released
reads; a colleague reads the proposal, and a neighbourhood worker its stage.
"""

from importlib import import_module

from django.db import migrations

from pact.common.rowsecurity import STANDS_FOR

walls = import_module("placements.migrations.0004_walls")

TRACK = walls.of_visible("guidance", "guidance_id")
THERE = walls.of_visible("placement", "placement_id")
RELEASED = (
    "exists (select from placements_placement p where p.id = placement_id"
    f" and p.released_at is not null and p.agent_id = {STANDS_FOR})"
)
AFTER_RELEASE = "('viewing', 'income', 'permit')"

BEFORE = {
    "contactmoment": TRACK,
    "appointment": f"{THERE} and (worker_comes or not {walls.NEIGHBOUR})",
    "question": THERE,
}
NARROWER = {
    "contactmoment": f"not {walls.AGENT} and {TRACK}",
    "appointment": f"{BEFORE['appointment']} and (not {walls.AGENT} or {RELEASED})",
    "question": f"not {walls.NEIGHBOUR} and {THERE}"
    f" and (not {walls.AGENT} or kind not in {AFTER_RELEASE} or {RELEASED})",
}


def read(rules: dict[str, str]) -> list[str]:
    return [
        f"alter policy placements_{table}_read on placements_{table} using ({rule})"
        for table, rule in rules.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("placements", "0072_no_trigger_is_anybodys")]

    operations = [migrations.RunSQL(read(NARROWER), read(BEFORE))]
