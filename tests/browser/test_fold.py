"""A placement on a telephone: its road is in sight, and what is seldom done waits in a fold."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gestures import unfold
from tests.browser.keyboard import tab_to

WIDTH, HEIGHT = 320, 640
SELDOM = "Plaatsing stoppen…"
TOP = "part => part.getBoundingClientRect().top"


def phone(desk, people, journey, **settings) -> Page:
    page = desk(people.agent, width=WIDTH, **settings)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(f"/plaatsingen/{journey.placement.public_id}/")
    return page


def test_the_road_begins_on_the_first_screen(desk, people, journey):
    page = phone(desk, people, journey)
    assert page.locator(".road").evaluate(TOP) < HEIGHT
    expect(page.get_by_role("link", name="Bezichtiging vastleggen")).to_be_visible()
    expect(page.get_by_role("link", name=SELDOM)).to_be_hidden()


@pytest.mark.parametrize("width", [WIDTH, 800, 1000, 1340])
def test_what_is_folded_is_seen_whole(desk, people, journey, width):
    page = phone(desk, people, journey)
    page.set_viewport_size({"width": width, "height": HEIGHT})
    unfold(page)
    box = page.locator(".fold__panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_a_fold_opens_and_closes_with_the_keyboard(desk, people, journey):
    page = phone(desk, people, journey)
    tab_to(page, page.locator(".fold > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name=SELDOM))
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name=SELDOM)).to_be_hidden()
    expect(page.locator(".fold > summary")).to_be_focused()


def test_a_fold_opens_without_javascript(desk, people, journey):
    page = phone(desk, people, journey, javascript=False)
    page.locator(".fold > summary").click()
    page.get_by_role("link", name=SELDOM).click()
    expect(page.get_by_role("button", name="Plaatsing stoppen")).to_be_visible()
