"""Every reader, every state: exactly the fields of the matrix, no more and no fewer."""

import pytest
from django.urls import reverse

from placements.candidates.models import Candidate
from tests.access.rows import of_one_row
from tests.privacy.canaries import Canary
from tests.privacy.crawl import behind_the_doors, everything, found, opens_for
from tests.privacy.household import household
from tests.privacy.matrix import CASES, HAVE_NO_PART, MATRIX
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


@pytest.mark.parametrize("state", [state for state in STATES if state not in TELLING_STATES])
def test_who_has_no_part_finds_nobody_behind_any_door(people, signed_in, state):
    """In the other states too, where not every link is followed."""
    home = household(people, state=state)
    members = {reader: getattr(people, reader) for reader in HAVE_NO_PART}

    seen = {
        reader: found(behind_the_doors(signed_in(member), home, member.role))
        for reader, member in members.items()
    }

    assert seen == {reader: MATRIX[reader](state) for reader in HAVE_NO_PART}


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
