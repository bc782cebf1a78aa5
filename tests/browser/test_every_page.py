"""Every page, in every role that may see it, with what may go wrong on it: usable by everybody."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pact.accounts.models import User
from tests.access.door import ByRole, Door
from tests.access.table import every_door
from tests.browser.tongues import chosen, in_another_language

pytestmark = pytest.mark.slow

FOUND = 302
DIFFERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|K-\w{6}|W-\w{6}|csrfmiddlewaretoken.*?>|\d+")
PAGES = [door for door in every_door() if set(door.may.values()) - {FOUND}]


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_page_is_usable_by_everybody(door, showcase, people, signed_in):
    cast, faults, looked_at = ByRole(people), {}, set()
    for role, status in door.may.items():
        path = reverse(door.name, kwargs=door.own(cast) if door.own else {})
        client = signed_in(cast[role])
        answer = ask(client, door, path)
        assert answer.status_code == status
        if is_a_page(answer) and (reads := without_what_differs(answer)) not in looked_at:
            looked_at.add(reads)
            found = in_another_language(answer.content.decode(), "nl")
            found += in_english(client, door, path, of=cast[role].user)
            found += showcase.faults_of(answer, path)
            if found:
                faults[str(role)] = found
    assert faults == {}


def in_english(client: Client, door: Door, path: str, *, of: User) -> list[str]:
    """The same page for a reader who chose English."""
    with chosen("en", of):
        answer = ask(client, door, path)
    if not is_a_page(answer):
        return []
    page = answer.content.decode()
    assert '<html lang="en"' in page
    return in_another_language(page, "en")


def ask(client: Client, door: Door, path: str) -> HttpResponse:
    return getattr(client, door.method)(path, door.data)


def is_a_page(answer: HttpResponse) -> bool:
    """Not a file, an address to go to, or a part of a page."""
    return answer.status_code != FOUND and b"<main" in answer.content


def without_what_differs(answer: HttpResponse) -> str:
    """What stands on the page, to look once at what is the same for two roles."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return DIFFERS.sub("", main[0])
