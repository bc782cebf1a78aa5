"""What the database answers, to whom, and what counts as a live case elsewhere."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from pact.access.actor import acting_as
from placements.candidates.actions import add_person
from placements.candidates.models import Candidate, Fingerprint
from tests.database import arranging
from tests.factories import PlacementFactory
from tests.placements.candidates.filled import answers
from tests.placements.candidates.test_household import about_second
from tests.placements.doubles.scenes import NOON, ask, drafted, set_status, submitted

EVERYBODY_ELSE = [
    "colleague",
    "stranger",
    "coordinator",
    "agent",
    "worker",
    "privacy_officer",
    "pact_privacy_officer",
    "municipal_officer",
    "oversight",
    "administrator",
]


@pytest.fixture
def theirs(people) -> Candidate:
    return submitted(people.stranger)


@pytest.fixture
def ours(people) -> Candidate:
    return drafted(people.caseworker, last_name="Berg, van der")


# What counts


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("draft", False),
        ("submitted", True),
        ("returned", True),
        ("admitted", True),
        ("on_hold", True),
        ("housed", False),
        ("ended", False),
        ("rejected", False),
        ("withdrawn", False),
    ],
)
def test_a_case_counts_while_it_may_get_a_home(people, actor_of, theirs, ours, status, counts):
    set_status(theirs, status)
    with acting_as(actor_of(people.caseworker)):
        assert ask(ours) is counts


@pytest.mark.parametrize(
    ("status", "counts"), [("moved_in", True), ("completed", False), ("ended", False)]
)
def test_who_is_housed_counts_as_long_as_the_placement_lives(
    people, actor_of, theirs, ours, status, counts
):
    set_status(theirs, "housed")
    PlacementFactory(candidate=theirs, status=status)
    with acting_as(actor_of(people.caseworker)):
        assert ask(ours) is counts


def test_another_person_of_the_household_counts_as_well(people, actor_of, theirs):
    ours = drafted(people.caseworker, last_name="Heel Anders", adults="2")
    same = {name: answers()[name] for name in ("first_name", "initials", "last_name", "birth_date")}
    with acting_as(actor_of(people.caseworker)) as by:
        assert ask(ours) is False
        add_person(candidate=ours, answers=about_second(**same), by=by, at=NOON)
        assert ask(ours) is True


def test_the_own_party_counts_as_well(people, actor_of, ours):
    submitted(people.colleague)
    with acting_as(actor_of(people.caseworker)):
        assert ask(ours) is True


def test_a_case_is_no_double_of_itself(people, actor_of, theirs):
    with acting_as(actor_of(people.stranger)):
        assert ask(theirs) is False


# Who gets an answer


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_asks_about_a_case(people, actor_of, theirs, ours, who):
    with (
        acting_as(actor_of(getattr(people, who))),
        pytest.raises(ProgrammingError, match="Only whoever handles a case"),
        transaction.atomic(),
    ):
        ask(ours)


def test_where_nobody_acts_there_is_no_answer(db, ours):
    with pytest.raises(ProgrammingError), transaction.atomic():
        ask(ours)


def test_the_lead_and_a_substitute_may_ask(people, actor_of, theirs, ours):
    with acting_as(actor_of(people.lead)):
        assert ask(ours) is True


@pytest.mark.parametrize(
    "call",
    ["placements_lives_elsewhere(%s)", "placements_check_own(%s)", "placements_note_double(%s)"],
)
def test_what_only_the_database_calls_is_not_to_be_called(people, actor_of, ours, call):
    with (
        acting_as(actor_of(people.caseworker)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select {call}", [ours.pk])


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_reads_a_hash(people, actor_of, theirs, ours, who):
    with acting_as(actor_of(getattr(people, who))):
        mine = Fingerprint.objects.filter(caseworker=getattr(people, who))
        assert Fingerprint.objects.exclude(pk__in=mine.values("pk")).count() == 0


def test_nobody_changes_a_hash_of_somebody_else(people, actor_of, theirs):
    with acting_as(actor_of(people.caseworker)):
        assert Fingerprint.objects.update(digests=["0" * 64]) == 0


def test_nobody_writes_a_hash_of_somebody_else(people, actor_of, theirs):
    with arranging():
        first = theirs.uitstromers.get().pk
        Fingerprint.objects.all().delete()
    with (
        acting_as(actor_of(people.caseworker)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Fingerprint.objects.create(
            uitstromer_id=first,
            candidate=theirs,
            caseworker=people.stranger,
            care_party_id=theirs.care_party_id,
            digests=["0" * 64],
        )
