"""Months go by at several desks: the clock, who sits where, and what was asked of a worker."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from celery import current_app
from playwright.sync_api import Page

from tests.browser.gestures import follow, menu

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Days:
    """The clock of server and test together; a sign-in does not outlive its working day."""

    def __init__(self, desk, people, clock) -> None:
        self.desk, self.people, self.clock = desk, people, clock
        self.desks: dict[str, Page] = {}
        self.reference = ""
        self.rung: list[tuple[str, dict]] = []

    def go_to(self, day: date) -> None:
        self.clock.move_to(datetime(day.year, day.month, day.day, 10, tzinfo=AMSTERDAM))
        self.desks = {}

    def of(self, who: str) -> Page:
        """The desk of one of the cast, signed in, with the page of their work."""
        if who not in self.desks:
            self.desks[who] = self.desk(getattr(self.people, who))
        page = self.desks[who]
        page.goto("/")
        return page

    def placement_of(self, who: str) -> Page:
        page = self.of(who)
        menu(page, "Plaatsingen")
        follow(page, self.reference)
        return page

    def worker_works(self) -> None:
        """Do what the pages asked of a worker since the last time, here instead of behind Redis."""
        current_app.loader.import_default_modules()
        while self.rung:
            task, ids = self.rung.pop(0)
            current_app.tasks[task](**ids)
