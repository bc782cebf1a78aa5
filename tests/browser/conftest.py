"""A real Chromium before a real server: the live server's threads act as the runtime role too."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect, sync_playwright

import pact.celery  # noqa: F401 (like wsgi.py: else nobody knows which broker is ours)
from pact.accounts.models import Membership
from tests.browser.desk import PATIENCE, Desk
from tests.browser.shown import Showcase, showcase_of
from tests.placements.proposals.road import Journey

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

DESKS = pytest.StashKey[list[Desk]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """A test that fails tells what each browser showed at that moment."""
    report = yield
    if report.failed and call.when == "call":
        for desk in item.stash.get(DESKS, []):
            report.sections.append((f"on the screen at {desk.page.url}", desk.screen()))
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    there = (shutil.which(name) for name in ("chromium-headless-shell", "chromium"))
    program = os.environ.get("CHROMIUM") or next(filter(None, there), None)
    if program is None:
        pytest.fail(
            "There is no Chromium: install Debian's package chromium-headless-shell, or set CHROMIUM."
        )
    # Playwright keeps an event loop in this thread; Django would take our own rows for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def showcase(chromium: Browser) -> Iterator[Showcase]:
    """A browser that is shown the answers a test asked for itself; one for all tests of a file."""
    with showcase_of(chromium) as showcase:
        yield showcase


@pytest.fixture
def desk(
    chromium: Browser, live_server, signed_in, transactional_db, request
) -> Iterator[Callable[..., Page]]:
    """Sit somebody down at a browser of their own; at the end none of them may have complained."""
    desks: list[Desk] = []
    request.node.stash[DESKS] = desks

    def sit_down(member: Membership | None = None, **settings: object) -> Page:
        new = Desk(chromium, live_server.url, **settings)
        desks.append(new)
        if member is not None:
            new.carry(signed_in(member).cookies)
        return new.page

    yield sit_down
    complaints = [complaint for each in desks for complaint in each.leave()]
    assert complaints == []


@pytest.fixture
def journey(people) -> Journey:
    """A released placement: three tests, a definite answer, and all that may come between."""
    journey = Journey(people)
    with transaction.atomic():
        journey.to("released")
    return journey
