"""The table in the room on a wall, and what people have open all day on a big screen."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.access.door import ByRole
from tests.access.table.proposals import placement_of
from tests.browser.wide_pages import BIG_SCREEN, WALL, lost_on
from tests.factories import CandidateFactory, DwellingFactory, GuidanceFactory

BAD = """<!doctype html><html lang="nl"><head><title>Kandidaat</title></head>
<body style="font-size: 16px"><main style="max-width: 900px"><p>{}</p>
<img alt="" width="3000"></main></body></html>"""


@pytest.fixture
def office(people, signed_in):
    """The coordinator's browser, with a home, a household and a placement to look at."""
    GuidanceFactory(candidate=CandidateFactory(caseworker=people.caseworker))
    return signed_in(people.coordinator)


@pytest.mark.parametrize("page", ["proposals:table_of", "proposals:room"])
def test_the_table_on_a_wall(people, office, showcase, page):
    home = DwellingFactory(offered_by=people.agent)
    path = reverse(page, args=[home.public_id])
    showcase.show(office.get(path), path)

    assert [lost_on(showcase.page, screen) for screen in (BIG_SCREEN, WALL)] == [[], []]


@pytest.mark.parametrize(
    "page", ["overview:work", "candidates:list", "proposals:list", "reporting:quota", "placement"]
)
def test_what_is_open_all_day_on_a_big_screen(people, office, showcase, page):
    placement = placement_of(ByRole(people))
    path = (
        reverse("proposals:placement", args=[placement.public_id])
        if page == "placement"
        else reverse(page)
    )
    showcase.show(office.get(path), path)

    assert lost_on(showcase.page, BIG_SCREEN) == []


def test_what_is_lost_on_a_wall_is_found_out(showcase):
    showcase.show(HttpResponse(BAD.format("woord " * 50)), "/slecht/")
    found = lost_on(showcase.page, BIG_SCREEN)

    assert [fault.split(" of ")[0].split(":")[0] for fault in found] == [
        "wider than 1900",
        "a line too long",
        "a narrow strip",
        "letters",
    ]
