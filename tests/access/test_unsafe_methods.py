"""Only a form changes something, and only one of ours. Of opening a page, `test_every_url` sees to it."""

from django.test import Client

from tests.access.addresses import addresses
from tests.access.door import ByRole
from tests.access.table import every_door
from tests.access.writing import written

SENT = [door for door in every_door() if door.method == "post"]


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
