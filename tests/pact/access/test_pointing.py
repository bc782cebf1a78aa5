"""Nobody's row points at a case that they may not see, and no refusal tells whether there is one.

A foreign key and a unique key look around the walls, so neither may be what refuses.
"""

import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from pact.access.actor import Actor, acting_as
from placements.candidates.models import Candidate, PossibleDouble, Uitstromer
from tests.database import arranging
from tests.factories import WINTER, CandidateFactory
from tests.privacy import circumstances
from tests.privacy.household import household

ABOUT = {
    model._meta.db_table: model
    for model in apps.get_app_config("placements").get_models()
    if any(field.attname == "candidate_id" for field in model._meta.concrete_fields)
}
NOBODY, NEW = 2**31 - 1, 2**31 - 2
REFUSED_BY_A_WALL = "42501"


@pytest.fixture
def rows(people) -> dict[str, dict]:
    """One row of every table about a case, as they stand in one that was moved in."""
    candidate = household(people, state="moved_in").candidate
    circumstances.returned(candidate)
    about = {"candidate": candidate, "caseworker": candidate.caseworker}
    with arranging():
        PossibleDouble.objects.create(**about, found_at=WINTER)
        return {table: found for table in ABOUT if (found := _as_json(table, candidate.pk))}


def _as_json(table: str, candidate: int) -> dict | None:
    with connection.cursor() as cursor:
        cursor.execute(
            f'select to_jsonb(t) from "{table}" t where candidate_id = %s limit 1', [candidate]
        )
        found = cursor.fetchone()
    return json.loads(found[0]) if found else None


def written_by(actor: Actor, row: dict, *, about: int) -> dict:
    """The row as this actor would write it: theirs, about a case that is not."""
    mine = {
        "id": NEW,
        "public_id": str(uuid4()),
        "uitstromer_id": _somebody_in(about),
        "candidate_id": about,
        "caseworker_id": actor.membership_id,
        "care_party_id": actor.party_id,
        "worker_id": actor.membership_id,
        "responsible_id": actor.membership_id,
        "asked_by_id": actor.membership_id,
    }
    return row | {name: value for name, value in mine.items() if name in row}


def _somebody_in(candidate: int) -> int:
    with arranging():
        first = Uitstromer.objects.filter(candidate=candidate).first()
    return first.pk if first else NOBODY


def refusal(actor: Actor, table: str, row: dict) -> str | None:
    """How the database refuses the row: the kind of error, which names no row."""
    insert = f'insert into "{table}" select * from jsonb_populate_record(null::"{table}", %s)'
    try:
        with acting_as(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(insert, [json.dumps(row)])
            cursor.execute("set constraints all immediate")
    except DatabaseError as error:
        return error.__cause__.sqlstate
    return None


def test_every_table_about_a_case_is_tried(rows):
    assert set(ABOUT) - set(rows) == set()


@pytest.mark.parametrize("who", ["stranger", "lead", "agent", "worker", "coordinator"])
def test_no_row_points_at_a_case_that_its_writer_may_not_see(rows, people, actor_of, who):
    actor = actor_of(getattr(people, who))
    owner = people.caseworker if who == "stranger" else people.stranger
    hidden = CandidateFactory(caseworker=owner, status="draft", submitted_at=None)
    with acting_as(actor):
        assert not Candidate.objects.filter(pk=hidden.pk).exists()

    told = {
        table: [
            refusal(actor, table, written_by(actor, row, about=about))
            for about in (hidden.pk, NOBODY)
        ]
        for table, row in rows.items()
    }

    assert told == dict.fromkeys(told, [REFUSED_BY_A_WALL] * 2)
