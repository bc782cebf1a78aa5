"""Every reader, every state: exactly the fields of the matrix, no more and no fewer."""

import pytest
from django.urls import reverse

from placements.candidates.models import Candidate
from tests.access.rows import of_one_row
from tests.privacy.canaries import Canary
from tests.privacy.crawl import behind_the_doors, everything, found, opens_for
from tests.privacy.household import household
from tests.privacy.matrix import CASES, MATRIX, by_hand_in, states_of
from tests.privacy.states import STATES, TELLING_STATES


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "state"), CASES)
def test_a_reader_finds_exactly_what_the_matrix_gives(people, signed_in, caplog, reader, state):
    member = getattr(people, reader)
    home = household(people, state=state, worker=member if reader == "introducer" else None)

    # Tabs, narrower lists and deeds tell of the same rows: read where these differ most.
    seen = found(
        everything(signed_in(member), home, member.role, thoroughly=state in TELLING_STATES)
    )

    assert seen == MATRIX[reader](state)
    assert found(caplog.text) <= {Canary.REFERENCE}, "no line of the log names anybody"


@pytest.mark.parametrize("state", STATES)
def test_the_others_find_exactly_that_behind_the_doors(people, signed_in, state):
    """In the states where not every link is followed for them."""
    home = household(people, state=state)
    members = {reader: getattr(people, reader) for reader in by_hand_in(state)}
    members.pop("introducer", None)

    differs = {}
    for reader, member in members.items():
        seen = found(behind_the_doors(signed_in(member), home, member.role))
        given = MATRIX[reader](state)
        if seen != given:
            differs[reader] = (sorted(seen - given), sorted(given - seen))

    assert differs == {}


@pytest.mark.parametrize(
    "state", [state for state in STATES if state not in states_of("introducer")]
)
def test_so_does_a_colleague_who_introduces(people, signed_in, state):
    member = people.introducer
    home = household(people, state=state, worker=member)

    seen = found(behind_the_doors(signed_in(member), home, member.role))

    assert seen == MATRIX["introducer"](state)


@pytest.mark.parametrize("reader", ["caseworker", "coordinator", "agent", "worker"])
def test_an_id_of_another_kind_of_row_finds_nothing(people, signed_in, reader):
    """So a crawl may leave those addresses out."""
    home, member = household(people, state="moved_in"), getattr(people, reader)
    client = signed_in(member)

    got = {}
    for name, (kind, argument) in of_one_row().items():
        if name in opens_for(member.role):
            other = home.placement if kind is Candidate else home.candidate
            address = reverse(name, kwargs={argument: other.public_id})
            got[address] = client.get(address).status_code

    assert got == {address: code if code == 405 else 404 for address, code in got.items()}
