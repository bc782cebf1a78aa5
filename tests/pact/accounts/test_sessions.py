"""A session ends by itself: whoever was away, and whoever was there all day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SIGN_IN = "/account/login/"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def browser(people, signed_in, clock) -> Client:
    browser = signed_in(people.caseworker)
    assert browser.get("/").status_code == 200
    return browser


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_half_an_hour_without_a_sign_of_life_ends_it(browser, clock, minutes, status):
    clock.shift(timedelta(minutes=minutes))

    assert browser.get("/").status_code == status


def test_the_sign_in_page_tells_why_and_leads_back(browser, clock):
    clock.shift(timedelta(minutes=31))

    answer = browser.get("/kandidaten/", follow=True)

    assert answer.redirect_chain == [(f"{SIGN_IN}?next=/kandidaten/", 302)]
    assert "U bent uitgelogd, omdat er een tijd niets gebeurde." in answer.content.decode()


def test_a_working_day_ends_it_however_busy_somebody_is(browser, clock):
    statuses = []
    for _third_of_an_hour in range(31):
        clock.shift(timedelta(minutes=20))
        statuses.append(browser.get("/").status_code)

    assert statuses == [200] * 30 + [302]
    told = browser.get(SIGN_IN).content.decode()
    assert "U bent uitgelogd, omdat er een werkdag voorbij is." in told


def test_a_busy_minute_writes_the_session_once(browser, clock):
    clock.shift(timedelta(minutes=1))
    with CaptureQueriesContext(connection) as captured:
        for _page in range(3):
            browser.get("/afspraken/")
            clock.shift(timedelta(seconds=15))

    writes = [query for query in captured.captured_queries if "UPDATE" in query["sql"]]
    assert len([query for query in writes if "django_session" in query["sql"]]) == 1


def test_the_old_cookie_opens_nothing_any_more(browser, clock):
    cookie = browser.cookies["sessionid"].value
    clock.shift(timedelta(minutes=31))
    browser.get("/")
    replay = Client()
    replay.cookies["sessionid"] = cookie

    assert replay.get("/").status_code == 302
