"""What every page of somebody who is signed in asks of the database, whatever stands on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.queries import A_LOOK, AFTER, BEFORE


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("caseworker", "candidates:list"),
        ("coordinator", "proposals:table"),
        ("agent", "dwellings:list"),
        ("worker", "introductions:list"),
        ("municipal_officer", "reporting:quota"),
    ],
)
def test_the_envelope_of_a_page_is_this_and_no_more(people, signed_in, who, page):
    client = signed_in(getattr(people, who))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(page)).status_code == 200
    statements = [query["sql"] for query in captured]
    head, tail = statements[: len(BEFORE)], statements[-len(AFTER) :]

    assert [sql.startswith(part) for sql, part in zip(head, BEFORE, strict=True)] == [True] * 7
    assert [sql.startswith(part) for sql, part in zip(tail, AFTER, strict=True)] == [True] * 6
    assert sum(sql.startswith(A_LOOK) for sql in statements) <= 1
