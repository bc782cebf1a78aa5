"""No page here asks more than four things of the database for its own content, for anybody."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.access.door import PERSON_OF, ByRole, Door
from tests.access.table import every_door
from tests.queries import own_statements

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HERE = ("proposals:", "tenancies:", "dwellings:", "signals:")
AT_MOST = 4

PAGES = [
    (door, role)
    for door in every_door()
    if door.method == "get" and door.name.startswith(HERE)
    for role in PERSON_OF
    if door.may.get(role) == 200
]


@pytest.mark.parametrize(("door", "role"), PAGES, ids=lambda each: str(each))
def test_a_page_takes_at_most_four_statements(door: Door, role, people, signed_in, time_machine):
    time_machine.move_to(NOW, tick=False)
    cast = ByRole(people)
    arguments = door.own(cast) if door.own else {}
    address = reverse(door.name, kwargs=arguments)

    statements = own_statements(signed_in(cast[role]), address)

    assert len(statements) <= AT_MOST, "\n".join(each[:160] for each in statements)
