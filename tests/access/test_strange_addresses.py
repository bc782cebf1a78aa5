"""Whatever is typed behind the question mark of an address, the answer is a page and no fault."""

import re

import pytest
from django.urls import reverse

from pact.setup import ROOT
from tests.access.door import ByRole
from tests.access.table import every_door

STRANGE = ["\0", "x", "9" * 40]
LISTS = {"after"}

# The pages that read their address, and which names beside those of the filter on them.
READ_BY = {
    "accounts:people": LISTS,
    "outbox:messages": LISTS,
    "exchanges:ask": {"municipality", "year"},
    "decisions:ask": {"year"},
    "audit:looks": {"reference", "member", "from_day", *LISTS},
    "overview:minutes": {"day"},
    "reporting:quota": {"year", "on"},
    "reporting:movements": {"year", "on", *LISTS},
    "introductions:plan": {"area"},
    "introductions:list": {"show", "start", *LISTS},
    "dwellings:tell_complex": {"complex"},
    "dwellings:list": LISTS,
    "dwellings:offer": {"municipality", "again"},
    "dwellings:change": {"municipality"},
    "candidates:list": LISTS,
    "proposals:propose": {"starts_on"},
    "proposals:table": {"iedereen"},
    "proposals:list": LISTS,
    "guidance:list": LISTS,
}
OF_FORMS = {"after", "start", "day", "on", "reference", "member", "from_day"}
ELSEWHERE = {"before"}
"""Of the demonstration's mails, which are files."""
DOORS = {door.name: door for door in every_door() if door.method == "get"}


def test_every_name_that_is_read_is_tried():
    code = "".join(
        file.read_text()
        for folder in ("pact", "municipalities", "placements")
        for file in (ROOT / folder).rglob("*.py")
    )
    read = set(re.findall(r'GET(?:\.get\(|\[)\s*"(\w+)"', code))
    read |= set(re.findall(r'"(\w+)" in request\.GET', code))

    assert read == set().union(*READ_BY.values()) - OF_FORMS | ELSEWHERE


@pytest.mark.parametrize("page", READ_BY)
def test_no_address_makes_a_fault(page, people, signed_in):
    door, cast = DOORS[page], ByRole(people)
    role = next(role for role, status in door.may.items() if status < 400)
    client = signed_in(cast[role])
    address = reverse(page, kwargs=door.own(cast) if door.own else {})
    names = READ_BY[page] | filters_on(client.get(address))

    client.raise_request_exception = False
    statuses = {
        (name, text): client.get(address, {name: text}).status_code
        for name in names
        for text in STRANGE
    }

    assert statuses
    assert {asked: status for asked, status in statuses.items() if status >= 500} == {}


def filters_on(answer) -> set[str]:
    narrowed = (answer.context or {}).get("filter")
    return set(getattr(narrowed, "form", narrowed).fields) if narrowed is not None else set()
