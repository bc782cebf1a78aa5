from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from tests.cast import Cast
from tests.concurrency.limits import Limit, of_the_share, of_the_year
from tests.concurrency.server import web_server

LIMITS: dict[str, Callable[[Cast], Limit]] = {
    "the year": of_the_year,
    "a hard share": of_the_share,
}


@pytest.fixture(params=LIMITS)
def limit(request, people) -> Limit:
    """How many homes may be held: of the year, or of a municipality whose share is a limit."""
    return LIMITS[request.param](people)


@pytest.fixture(scope="module")
def port_of(django_db_setup) -> Iterator[Callable[[str], int]]:
    """Where an application answers; its server starts once for a file, reading it takes seconds."""
    with ExitStack() as servers:
        yield cache(lambda application: servers.enter_context(web_server(application)))
