"""The walls as an attacker meets them: somebody's own role, and SQL of their own making.

Which tables give a row of the household follows from the one matrix: a table is open to a reader
where the matrix gives them something that stands in it, and shut where it gives them nothing.
"""

import pytest
from django.db import IntegrityError, connection, transaction

from pact.access.actor import Actor, acting_as
from placements.candidates.models import AvoidedDistrict
from placements.proposals.models import Question
from tests.database import arranging
from tests.factories import WINTER
from tests.privacy.canaries import Canary
from tests.privacy.household import household
from tests.privacy.matrix import MATRIX
from tests.privacy.states import STATES, UNDECIDED

C = Canary
STANDS_IN = {
    "candidate": {C.REFERENCE},
    "need": {C.ADULTS, C.BEDROOMS, C.RENT_BAND, C.WISHED_MONTH, C.PEOPLE, C.ACCESSIBILITY},
    "card": {C.FIRST_NAME, C.INITIALS, C.BIRTH_YEAR, C.AGREED_CONTACT, C.CALL_FIRST},
    "identity": {C.LAST_NAME, C.BIRTH_DATE, C.TELEPHONE, C.MAIL},
    "care": {C.ORIGIN, C.FACILITY, C.INCOME, C.ORIGIN_MUNICIPALITY},
    "support": {C.INTENSITY, C.BUDGET},
    "safety": {C.CURRENT_ADDRESS},
    "note": {C.NOTE},
    "fingerprint": {C.DIGEST, C.SECOND_DIGEST},
    "avoideddistrict": {C.AVOIDED},
    "preferredarea": {C.PREFERRED},
    "guidance": {C.GUIDED_UNTIL, C.NAMED_PERSON, C.LIGHT},
    "contactmoment": {C.TO_VISIT, C.VISITED},
    "introduction": {C.NEXT_CONTACT},
    "contact": {C.NEXT_CONTACT},
    "request": {C.ASKED_ALONG, C.DISTRICT_TEAM},
    "exemption": {C.EXCEPTION, C.EXCEPTION_CODE},
    "dwelling": {C.DWELLING_ADDRESS},
    "question": {C.SPOKEN_WITH},
    "appointment": {C.APPOINTMENT, C.APPOINTMENT_OF_WORKER},
    "signal": {C.SIGNAL, C.VIEW_OF_CARE},
    "placement": {C.SPOKEN_WITH},
    "lease": {C.SIGNED, C.KEYS, C.STARTS},
    "takeover": {C.ASKED_OVER},
}
"""What stands in a table of the household, as the matrix calls it."""


HANDLE = {"caseworker", "lead", "substitute"}
WORKERS = {"worker", "substitute_of_worker"}
INTRODUCED = [state for state in STATES if state not in UNDECIDED]
WIDER = [
    # A keyed hash of one's own case, which whoever enters a person writes.
    (HANDLE, "fingerprint", STATES),
    # The own area, of the areas that are wished for.
    (WORKERS, "preferredarea", INTRODUCED),
    # From agreement on the district, from the lease on the address: one row.
    (WORKERS, "dwelling", ["agreed"]),
    # Of a proposal its stage.
    (WORKERS, "placement", ["proposed", "released", "agreed", "leased", "moved_in"]),
    # The own part of the guidance after the move.
    (WORKERS, "contactmoment", ["moved_in"]),
    # That there was an introduction and when, less whom; its list shows none that is over.
    *((WORKERS, table, ["ended", "completed"]) for table in ["introduction", "contact", "request"]),
]
"""Where the walls leave more to the pages than the matrix gives, and why: no other line comes by itself."""
COPIED = {("receiver", "candidate")}
"""Whose reference stands on the question too; its reader has no other row of the household."""
READERS = set(MATRIX) - {"former", "introducer"}
"""Less who gets no further than the door, and a colleague who meets the household as the worker does."""


def open_to(actor: Actor) -> set[str]:
    """The tables that give this actor a row; of all that there is, everything is the household's."""
    each = [
        f"select '{table}' where exists (select from placements_{table})" for table in STANDS_IN
    ]
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(" union all ".join(each))
        return {table for (table,) in cursor.fetchall()}


def given(reader: str, state: str) -> set[str]:
    sees = {
        table
        for table, fields in STANDS_IN.items()
        if fields & MATRIX[reader](state) and (reader, table) not in COPIED
    }
    return sees | {table for who, table, states in WIDER if reader in who and state in states}


@pytest.mark.parametrize("state", STATES)
def test_a_table_is_open_to_whom_the_matrix_gives_something_in_it(people, actor_of, state):
    members = {reader: getattr(people, reader) for reader in READERS}  # all there, for their lead
    actors = {reader: actor_of(member) for reader, member in members.items()}
    household(people, state=state)

    found = {}
    for reader, actor in actors.items():
        wanted, got = given(reader, state), open_to(actor)
        if wanted != got:
            found[reader] = (sorted(got - wanted), sorted(wanted - got))
    assert found == {}


def test_no_agent_releases_a_person_to_themselves(people, actor_of):
    """Not in SQL either, as long as not both sides want it."""
    household(people, state="proposed")
    agent = actor_of(people.agent)
    release = "update placements_placement set released_at = now()"
    with (
        acting_as(agent),
        pytest.raises(IntegrityError, match="Not both sides want this yet"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(release)

    with arranging():
        AvoidedDistrict.objects.all().delete()
        Question.objects.filter(kind="profile").update(
            answer=True, answered_at=WINTER, answered_by=people.agent
        )
    with acting_as(agent), connection.cursor() as cursor:
        cursor.execute(release)
        assert cursor.rowcount == 1
    assert "identity" in open_to(agent)
