"""Where a deed is offered to somebody: on a page of theirs about its row, or one click further.

Whoever is to do it finds it without knowing its address.
"""

import re
from collections.abc import Iterator
from html import unescape

from django.test import Client
from django.urls import reverse

from tests.placements.steps.walk import Walk

PAGE_OF = {
    "candidate": "candidates:file",
    "introduction": "introductions:detail",
    "guidance": "guidance:track",
    "dwelling": "dwellings:detail",
    "placement": "proposals:placement",
}
"""Where the page of a row is; of what has none, somebody finds it in their work."""
WORK = "overview:work"
DOOR = re.compile(r'(?:href|action)="([^"?#]+)')


def is_offered(walk: Walk, who: str, address: str, *, on: str) -> bool:
    """Whether this can be pressed on that page, or on one that it leads to."""
    client = walk.signed_in(getattr(walk.people, who))
    doors = list(doors_on(client, on))
    if address in doors:
        return True
    further = dict.fromkeys(door for door in doors if door.startswith("/") and door != on)
    return any(address in doors_on(client, door) for door in further)


def page_of(walk: Walk, about: str) -> str:
    if about not in PAGE_OF:
        return reverse(WORK)
    return reverse(PAGE_OF[about], args=[getattr(walk, about).public_id])


def doors_on(client: Client, address: str) -> Iterator[str]:
    """What can be pressed in the page itself, not in the menu above it."""
    answer = client.get(address)
    if answer.status_code == 200 and b"<main" in answer.content:
        yield from map(unescape, DOOR.findall(answer.content.decode().partition("<main")[2]))
