"""Every address, every method, every role: what is not in the table is refused here first."""

import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.addresses import addresses
from tests.access.door import PERSON_OF, ByRole, Door, unknown
from tests.access.rows import row_of
from tests.access.table import every_door
from tests.access.writing import written
from tests.database import arranging
from tests.queries import AT_MOST, content_of

pytestmark = pytest.mark.slow

METHODS = ["get", "post", "put", "patch", "delete"]
OPEN_TO_VISITORS = {"set_language", "livez", "readyz", "accounts:demo_sign_in"}
"""Tested by themselves, in `test_visitors`."""

OF_ALLAUTH = ("account_", "mfa_")
"""Tested in `test_second_factor`, in a loop over all of them."""

DOORS = every_door()
A_PAGE = {200, 409, 422}


def ours() -> dict[str, str]:
    return {
        name: address
        for name, address in addresses().items()
        if name not in OPEN_TO_VISITORS and not name.startswith(OF_ALLAUTH)
    }


def ask(client: Client, door: Door, arguments: dict[str, Any]) -> Any:
    return getattr(client, door.method)(reverse(door.name, kwargs=arguments), door.data)


# The table


def test_every_url_is_in_the_table():
    assert {door.name for door in DOORS} == set(ours())


def test_no_door_is_in_the_table_twice():
    lines = [(door.name, door.method) for door in DOORS]

    assert len(lines) == len(set(lines))


def test_a_method_that_is_not_in_the_table_is_not_answered(settings):
    """Whoever asks: it is refused before anybody looks who that is."""
    settings.MIDDLEWARE = []
    known = {(door.name, door.method) for door in DOORS}

    answered = {
        (name, method): getattr(Client(), method)(address).status_code
        for name, address in ours().items()
        for method in METHODS
        if (name, method) not in known
    }

    assert answered == dict.fromkeys(answered, 405)


# Who is refused


def test_a_visitor_is_asked_to_sign_in(db):
    client, where, sign_in = Client(), ours(), reverse("account_login")

    led = {}
    for door in DOORS:
        answer = getattr(client, door.method)(where[door.name], door.data)
        leads_there = sign_in in answer.headers.get("Location", answer.content.decode())
        led[str(door)] = (answer.status_code, leads_there)

    # What was sent is kept, to send once more after signing in.
    assert led == {str(door): (409 if door.method == "post" else 302, True) for door in DOORS}


@pytest.mark.parametrize("role", PERSON_OF)
def test_a_role_is_refused_what_the_table_does_not_give_it(role, people, signed_in, monkeypatch):
    client, where = signed_in(ByRole(people)[role]), ours()
    monkeypatch.setattr("pact.urls.handler403", without_words)

    got = {
        str(door): getattr(client, door.method)(where[door.name], door.data).status_code
        for door in DOORS
        if role not in door.may
    }

    assert got == dict.fromkeys(got, 403)


def without_words(_request: HttpRequest, **_why: Exception) -> HttpResponse:
    """What a refusal says is tested where it is said; drawn two thousand times it takes a minute."""
    return HttpResponse(status=403)


# Who gets in


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_role_gets_what_the_table_gives_it(door, people, signed_in):
    """And of a page, also of a form that comes back, at most four statements are its own."""
    cast, got, asked, wrote = ByRole(people), {}, {}, set()
    for role in door.may:
        client, arguments = signed_in(cast[role]), door.own(cast) if door.own else {}
        assert is_of_the_kind_that_it_says(reverse(door.name, kwargs=arguments))
        before = written()
        with CaptureQueriesContext(connection) as captured:
            got[role] = ask(client, door, arguments).status_code
        wrote |= {table for table, rows in written().items() if rows != before.get(table, 0)}
        if got[role] in A_PAGE:
            asked[role] = content_of(captured)

    assert got == dict(door.may)
    assert {role: of for role, of in asked.items() if len(of) > AT_MOST} == {}
    if door.method == "get":
        assert wrote == set(), "opening a page changes nothing"


def is_of_the_kind_that_it_says(address: str) -> bool:
    """Whoever tries addresses by hand, as `tests.privacy.crawl` does, goes by their words."""
    row = row_of(address)
    with arranging():
        return row is None or row[0].objects.filter(public_id=row[1]).exists()


@pytest.mark.parametrize("door", [door for door in DOORS if door.strangers], ids=str)
def test_a_strangers_row_looks_like_one_that_does_not_exist(door, people, signed_in):
    cast = ByRole(people)
    arguments = door.strangers(cast)
    for role in set(door.may) - set(door.sees_all):
        client = signed_in(cast[role])
        strangers, asked_first = with_statements(client, door, arguments)
        absent, asked_then = with_statements(client, door, unknown(arguments))

        assert (role, strangers.status_code, absent.status_code) == (role, 404, 404)
        assert without_token(strangers.content) == without_token(absent.content)
        assert headers_of(strangers) == headers_of(absent)
        # Neither does it take longer: the same is asked of the database.
        assert (role, asked_first) == (role, asked_then)


OF_THE_SESSION = ('"django_session"', "SAVEPOINT")
BETWEEN_QUOTES = re.compile(r'"(\w+)"')


def with_statements(client: Client, door: Door, arguments: dict[str, Any]) -> tuple[Any, list[str]]:
    """The answer, and the columns and tables that each statement named."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask(client, door, arguments)
    statements = [query["sql"] for query in captured]
    return answer, [
        " ".join(BETWEEN_QUOTES.findall(sql))
        for sql in statements
        if not any(word in sql for word in OF_THE_SESSION)
    ]


def headers_of(answer: HttpResponse) -> dict[str, str]:
    """What the answer says beside its page, less how late it is and how long a token was."""
    own = {"Content-Length", "Expires"}
    return {name: value for name, value in answer.headers.items() if name not in own}


def without_token(content: bytes) -> list[bytes]:
    """A page without what differs at each request: tokens, keys and the address itself."""
    fresh = (b"csrfmiddlewaretoken", b"form_key", b'name="next"')
    return [line for line in content.splitlines() if not any(part in line for part in fresh)]
