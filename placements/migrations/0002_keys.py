"""Foreign keys over several columns, which Django cannot write.

They keep true what is repeated: who the caseworker and care party of a candidate are, whose a
dwelling is, and from which municipality's share and which year's place a placement draws.
"""

from django.db import migrations


def key(table: str, columns: str, target: str, target_columns: str, *, options: str = ""):
    name = f"{table}_{columns.replace(', ', '_').replace('_id', '')}_agree"
    return migrations.RunSQL(
        f"alter table placements_{table} add constraint {name} foreign key ({columns})"
        f" references {target} ({target_columns}) {options}",
        f"alter table placements_{table} drop constraint {name}",
    )


ABOUT = ["need", "card", "identity", "care", "safety", "note", "avoideddistrict", "preferredarea"]
FOLLOWS = ["introduction", "exemption", "guidance", "placement"]
CANDIDATE = "placements_candidate"
CASCADE = "on update cascade"
# A share turns into a limit in one transaction: for a moment place and placement disagree.
DEFERRABLE = "deferrable initially immediate"


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_initial"), ("municipalities", "0002_guards")]

    operations = [
        *[
            key(
                table,
                "candidate_id, caseworker_id",
                CANDIDATE,
                "id, caseworker_id",
                options=CASCADE,
            )
            for table in [*ABOUT, *FOLLOWS]
        ],
        *[
            key(
                table,
                "candidate_id, care_party_id",
                CANDIDATE,
                "id, care_party_id",
                options=CASCADE,
            )
            for table in ["identity", *FOLLOWS]
        ],
        key(
            "placement",
            "dwelling_id, corporation_id, municipality_id",
            "placements_dwelling",
            "id, corporation_id, municipality_id",
        ),
        key(
            "placement",
            "year, municipality_id, holder",
            "municipalities_share",
            "year, municipality_id, holder",
            options=f"{CASCADE} {DEFERRABLE}",
        ),
        key(
            "placement",
            "place_id, year, holder",
            "municipalities_place",
            "id, year, holder",
            options=DEFERRABLE,
        ),
        key(
            "lease",
            "introduction_id, introduced_on",
            "placements_introduction",
            "id, first_contact_on",
        ),
    ]
