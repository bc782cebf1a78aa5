"""Every reader, every state: exactly the fields of the matrix, no more and no fewer."""

import pytest

from tests.privacy.canaries import STATES, household
from tests.privacy.crawl import everything, found
from tests.privacy.matrix import MATRIX


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("reader", MATRIX)
def test_a_reader_finds_exactly_what_the_matrix_gives(people, signed_in, reader, state):
    home = household(people, state=state)

    member = getattr(people, reader)
    seen = found(everything(signed_in(member), home, member.role))

    assert seen == MATRIX[reader](state)
