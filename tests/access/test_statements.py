"""No page asks the database more than four things of its own, whoever opens it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.access.door import ByRole
from tests.access.table import every_door
from tests.factories import WINTER, CandidateFactory
from tests.queries import own_statements

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PAGES = [door for door in every_door() if door.method == "get"]
ANSWERED_WITH_A_PAGE = {200, 409, 422}
FORMS = [
    door
    for door in every_door()
    if door.method == "post" and ANSWERED_WITH_A_PAGE & set(door.may.values())
]
AT_MOST = 4


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_page_asks_at_most_four_things_of_its_own(door, people, signed_in, time_machine):
    time_machine.move_to(NOW, tick=False)
    cast = ByRole(people)

    asked = {}
    for role, status in door.may.items():
        if status == 200:
            address = reverse(door.name, kwargs=door.own(cast) if door.own else {})
            asked[role] = own_statements(signed_in(cast[role]), address)

    for role, statements in asked.items():
        assert len(statements) <= AT_MOST, "\n".join([role, *statements])


@pytest.mark.parametrize("door", FORMS, ids=str)
def test_a_form_that_comes_back_asks_no_more(door, people, signed_in, time_machine):
    """With what is missing, or with why it was refused."""
    time_machine.move_to(NOW, tick=False)
    cast = ByRole(people)

    for role in [role for role, status in door.may.items() if status in ANSWERED_WITH_A_PAGE]:
        address = reverse(door.name, kwargs=door.own(cast) if door.own else {})
        client, status = signed_in(cast[role]), door.may[role]
        statements = own_statements(client, address, door.data, status=status)

        assert len(statements) <= AT_MOST, "\n".join([role, *statements])


@pytest.mark.parametrize("who", ["coordinator", "municipal_officer"])
def test_where_a_full_year_leads_to_asks_no_more(people, signed_in, who):
    address = f"{reverse('exchanges:ask')}?year=2026&municipality=Haarlem"

    assert len(own_statements(signed_in(getattr(people, who)), address)) <= AT_MOST


@pytest.mark.parametrize("on", ["1-12-2025", "31-12-2025"])
def test_a_year_that_is_over_asks_no_more(people, signed_in, on):
    address = f"{reverse('reporting:quota')}?year=2025&on={on}"

    assert len(own_statements(signed_in(people.coordinator), address)) <= AT_MOST


@pytest.mark.parametrize("status", ["returned", "rejected", "withdrawn", "on_hold"])
def test_a_case_with_a_reason_to_read_asks_no_more(people, signed_in, status):
    candidate = CandidateFactory(
        caseworker=people.caseworker,
        status=status,
        status_code="family",
        held_since=WINTER.date() if status == "on_hold" else None,
    )
    address = reverse("candidates:file", args=[candidate.public_id])

    for who in [people.caseworker, people.coordinator, people.privacy_officer]:
        assert len(own_statements(signed_in(who), address)) <= AT_MOST
