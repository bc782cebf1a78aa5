"""On every form: what it does not ask is not taken, whichever column of whichever table is sent along."""

import pytest
from django.urls import reverse

from pact.accounts.models import User
from tests.access.door import NW, ByRole
from tests.access.hurry import IS_THERE, filled_in, said_at
from tests.access.smuggling import TEXT, Smuggler, taken
from tests.access.table import every_door
from tests.database import arranging
from tests.placements.steps.trips import TRIPS

ON_THE_ROAD = {leg.name.split()[-1] for trip in TRIPS.values() for leg in trip}
"""Sent by a smuggler as well, in ``tests/placements/steps``."""
NOT_TRIED = {
    "accounts:act_in",
    "accounts:be_absent",
    "accounts:be_back",
    "accounts:name_substitute",
    "accounts:remove_second_factor",
    "administration:keep_party",
    "exchanges:ask",
    "guidance:correct_moment",
    "guidance:extend",
    "introductions:replan",
    "overview:end_party",
    "proposals:correct_home",
    "reporting:publish",
    "tenancies:ask_to_count",
    "tenancies:correct_end_of_home",
    "tenancies:correct_transfer",
    "tenancies:put_off_transfer",
    "tenancies:put_off_transfer_of_home",
    "tenancies:transfer",
    "tenancies:transfer_of_home",
}
"""Each needs a scene of its own. What they take is held by two house rules: a form saves nothing, and
what was typed reaches a row through a form only."""
SHOWS_WHAT_IT_FOUND = {"overview:search", "overview:search_alike"}
DOORS = [door for door in every_door() if door.method == "post"]
SENT = [door for door in DOORS if door.name not in ON_THE_ROAD | NOT_TRIED]


def test_what_is_not_tried_is_there_and_nowhere_else_tried():
    assert {door.name for door in DOORS} - ON_THE_ROAD >= NOT_TRIED


@pytest.mark.parametrize("door", SENT, ids=str)
def test_what_no_form_asks_is_taken_by_none(door, people, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    cast = ByRole(people)
    role = NW if NW in door.may else next(iter(door.may))
    IS_THERE.get(door.name, lambda _people: None)(people)
    client = Smuggler()
    client.force_login(cast[role].user)
    address = reverse(door.name, kwargs=door.own(cast) if door.own else {})
    asked = {**filled_in(client.get(address)), **door.data, **said_at(door.name, people)}

    answer = client.post(address, asked)

    done = 200 if door.name in SHOWS_WHAT_IT_FOUND else 302
    assert (answer.status_code, taken()) == (done, set())


def test_what_is_taken_is_found(people):
    people.caseworker  # noqa: B018 (is there to be renamed)
    with arranging():
        User.objects.update(name=TEXT)

    assert "accounts_user" in taken()
