"""The lists of somebody's own cases look around the walls, so each gives only what is their own."""

from importlib import import_module

import pytest
from django.db import connection

from pact.access.actor import acting_as
from tests.database import as_superuser
from tests.factories import (
    WINTER,
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
)

migration = import_module("placements.migrations.0050_whose_cases_once_a_query")

LISTS = ["coached", "introduced", "met_at_home", "considered", "released"]
MOST_LINES = 150
"""Of a plan. The longest takes some 130; where policies bring others along it took 740."""


def own_cases(actor) -> dict[str, list[int]]:
    """What the lists say to this actor, less the empty ones."""
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"placements_{name}()" for name in LISTS))
        return {name: ids for name, ids in zip(LISTS, cursor.fetchone(), strict=True) if ids}


@pytest.fixture
def home(people):
    """A household that everybody has a part in."""
    candidate = CandidateFactory(caseworker=people.caseworker)
    PlacementFactory(
        candidate=candidate,
        dwelling=DwellingFactory(offered_by=people.agent),
        status="moved_in",
        released_at=WINTER,
        worker=people.worker,
    )
    GuidanceFactory(candidate=candidate, responsible=people.coach, worker=people.worker)
    IntroductionFactory(candidate=candidate, worker=people.worker)
    return candidate


@pytest.mark.parametrize(
    ("reader", "lists"),
    [
        ("coach", {"coached"}),
        ("worker", {"introduced", "met_at_home"}),
        ("agent", {"considered", "released"}),
        ("other_agent", {"considered"}),
        # Who reads by another rule, or has no part in it
        ("caseworker", set()),
        ("colleague", set()),
        ("coordinator", set()),
        ("privacy_officer", set()),
        ("stranger", set()),
        ("foreign_agent", set()),
        ("foreign_worker", set()),
        ("administrator", set()),
    ],
)
def test_a_list_gives_ones_own_cases_and_no_others(people, actor_of, home, reader, lists):
    CandidateFactory(caseworker=people.stranger)

    assert own_cases(actor_of(getattr(people, reader))) == {name: [home.pk] for name in lists}


def test_where_nobody_acts_there_are_no_cases(home):
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"placements_{name}()" for name in LISTS))
        assert cursor.fetchone() == ([], [], [], [], [])


def lines_of_plans() -> dict[str, int]:
    """How long the plan is of reading each table behind a wall."""
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relkind = 'r'")
        lines = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"explain select * from {table}")
            lines[table] = len(cursor.fetchall())
        return lines


def test_no_policy_brings_the_policies_of_other_tables_along(people, actor_of):
    """A page asks many of these: what takes long to plan costs more than reading the rows."""
    with acting_as(actor_of(people.caseworker)):
        lines = lines_of_plans()

    assert {table: n for table, n in lines.items() if n > MOST_LINES} == {}


def test_the_policies_as_they_were_are_seen_to_be_long(people, actor_of):
    """The control of the test above."""
    with as_superuser(), connection.cursor() as cursor:
        for statement in migration.policies(migration.before()):
            cursor.execute(statement)
    with acting_as(actor_of(people.caseworker)):
        assert lines_of_plans()["placements_need"] > 4 * MOST_LINES
