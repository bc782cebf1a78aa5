"""Every reader, every state: exactly the fields of the matrix, no more and no fewer."""

import pytest

from tests.privacy.canaries import TELLING_STATES, household
from tests.privacy.crawl import everything, found
from tests.privacy.matrix import CASES, MATRIX


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "state"), CASES)
def test_a_reader_finds_exactly_what_the_matrix_gives(people, signed_in, reader, state):
    member = getattr(people, reader)
    home = household(people, state=state, worker=member if reader == "introducer" else None)

    # Tabs, narrower lists and deeds tell of the same rows: read where these differ most.
    seen = found(
        everything(signed_in(member), home, member.role, thoroughly=state in TELLING_STATES)
    )

    assert seen == MATRIX[reader](state)
