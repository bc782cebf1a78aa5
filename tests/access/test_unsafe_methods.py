"""Only a form changes something, and only one of ours: reading changes nothing, a forged form neither."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.access.addresses import addresses
from tests.access.door import ByRole
from tests.access.table import every_door

WHAT_READING_LEAVES = {"audit_look", "django_session", "access_asked", "pact_cache"}
"""Who looked, that somebody is still there, and how often they asked."""

READ = [door for door in every_door() if door.method == "get"]
SENT = [door for door in every_door() if door.method == "post"]


def written() -> dict[str, int]:
    """How many rows this transaction wrote in each table, as the server counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables"
        )
        return {name: rows for name, rows in cursor.fetchall() if name not in WHAT_READING_LEAVES}


@pytest.mark.parametrize("door", READ, ids=str)
def test_a_page_that_is_opened_changes_nothing(door, people, signed_in):
    """Each page there is, on a row of whoever opens it."""
    cast, (role, status) = ByRole(people), next(iter(door.may.items()))
    client = signed_in(cast[role])
    address = reverse(door.name, kwargs=door.own(cast) if door.own else {})
    before = written()

    assert client.get(address, door.data).status_code == status

    assert written() == before


def test_what_is_written_is_counted(people):
    before = written()
    people.caseworker.user.save()

    assert written() != before


def test_no_form_without_its_token_is_taken(people):
    """Neither from another site, nor from nowhere; whatever the row, and whoever is signed in."""
    where, browsers = addresses(), {}
    for role, member in ByRole(people).items():
        browsers[role] = Client(enforce_csrf_checks=True)
        browsers[role].force_login(member.user)

    answers = {
        (str(door), origin): browsers[next(iter(door.may))]
        .post(where[door.name], door.data, headers={"Origin": origin} if origin else {})
        .status_code
        for door in SENT
        for origin in ("", "null", "https://elders.example")
    }

    assert answers == dict.fromkeys(answers, 403)
