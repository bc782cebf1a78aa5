"""A row about a case is added by who may see that case, whatever a foreign key would let through.

A key is checked around the walls: a coordinator could ask for what is missing in somebody's draft,
and a key that is there already told others that there is a case.
"""

from django.db import migrations

ABOUT_A_CASE = [
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
    "placement",
    "possibledouble",
    "preferredarea",
    "safety",
    "support",
    "takeover",
    "uitstromer",
]
VISIBLE = "exists (select from placements_candidate c where c.id = candidate_id)"


def build(table: str) -> str:
    return (
        f"create policy placements_{table}_points on placements_{table}"
        f" as restrictive for insert to pact_app with check ({VISIBLE})"
    )


def tear_down(table: str) -> str:
    return f"drop policy placements_{table}_points on placements_{table}"


class Migration(migrations.Migration):
    dependencies = [("placements", "0059_who_was_asked_along")]

    operations = [
        migrations.RunSQL(
            [build(table) for table in ABOUT_A_CASE], [tear_down(table) for table in ABOUT_A_CASE]
        )
    ]
