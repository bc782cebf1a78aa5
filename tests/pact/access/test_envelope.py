"""What every page of somebody who is signed in asks of the database, whatever stands on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.queries import AFTER, ANOTHER, BEFORE, LOOKED, SEEN, content_of

PAGES = [
    ("caseworker", "candidates:list", LOOKED),
    ("coordinator", "proposals:table", LOOKED),
    ("agent", "dwellings:list", LOOKED),
    ("worker", "introductions:list", LOOKED),
    ("municipal_officer", "reporting:quota", ANOTHER),
]


@pytest.fixture
def asked(people, signed_in):
    """Every statement of a page, in order."""

    def ask(who: str, page: str) -> list[dict]:
        client = signed_in(getattr(people, who))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(page)).status_code == 200
        return list(captured)

    return ask


@pytest.mark.parametrize(("who", "page", "beside"), PAGES)
def test_the_envelope_of_a_page_is_this_and_no_more(asked, who, page, beside):
    statements = asked(who, page)
    own = content_of(statements)
    envelope = [query["sql"] for query in statements if query["sql"] not in own]

    exactly = (*BEFORE, *beside, *AFTER, *SEEN)
    assert len(envelope) == len(exactly)
    assert [
        sql for sql, part in zip(envelope, exactly, strict=True) if sql[: len(part)] != part
    ] == []


@pytest.mark.parametrize("more", ['SAVEPOINT "x"', "select set_config('a', '', true)", LOOKED[0]])
def test_one_statement_more_around_a_page_is_seen(asked, more):
    """The control: whoever counts a page would say so."""
    statements = asked("caseworker", "candidates:list")
    content_of(statements)

    for place in range(len(statements) + 1):
        with pytest.raises(AssertionError):
            content_of([*statements[:place], {"sql": more}, *statements[place:]])
