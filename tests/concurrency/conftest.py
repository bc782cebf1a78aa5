from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.concurrency.limits import Limit, of_the_share, of_the_year

LIMITS: dict[str, Callable[[Cast], Limit]] = {
    "the year": of_the_year,
    "a hard share": of_the_share,
}


@pytest.fixture(params=LIMITS)
def limit(request, people) -> Limit:
    """How many homes may be held: of the year, or of a municipality whose share is a limit."""
    return LIMITS[request.param](people)
