"""A session ends by itself, and what was typed in it is not lost."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from placements.candidates.models import Candidate
from tests.database import arranging

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SIGN_IN = "/account/login/"
HERE, ELSEWHERE = "http://testserver", "https://elders.example"
KEY = "00000000-0000-4000-8000-000000000008"
TYPED = {"form_key": KEY, "first_name": "Verzonnen", "initials": "V.", "last_name": "Naam"}


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def browser(people, signed_in, clock) -> Client:
    browser = signed_in(people.caseworker)
    assert browser.get("/").status_code == 200
    return browser


def entered() -> int:
    with arranging():
        return Candidate.objects.count()


def held_by(answer) -> dict[str, str]:
    """What the page holds to send once more."""
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in hidden if name in TYPED}


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


def test_what_was_typed_when_it_ended_is_sent_after_signing_in(people, browser, clock):
    clock.shift(timedelta(minutes=31))
    page = reverse("candidates:start")

    answer = browser.post(page, TYPED)
    assert (answer.status_code, held_by(answer)) == (409, TYPED)
    assert "Er is nog niets verstuurd, en er is niets weg" in answer.content.decode()
    assert entered() == 0

    browser.force_login(people.caseworker.user)
    assert browser.post(page, held_by(answer)).status_code == 302
    assert entered() == 1


def test_a_form_of_before_another_sign_in_is_kept(people, clock):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.caseworker.user)
    markup = '<script>alert("x")</script>'

    answer = browser.post(
        reverse("candidates:start"), TYPED | {"last_name": markup}, headers={"Origin": HERE}
    )

    assert (answer.status_code, held_by(answer)["last_name"]) == (409, markup)
    assert markup not in answer.content.decode()
    assert "U bent nu ingelogd als Voorbeeld Begeleider." in answer.content.decode()
    assert entered() == 0


@pytest.mark.parametrize("origin", [{"Origin": ELSEWHERE}, {"Origin": "null"}, {}])
def test_what_another_site_sends_is_refused_and_not_offered_again(people, origin):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.caseworker.user)

    answer = browser.post(reverse("candidates:start"), TYPED, headers=origin)

    assert (answer.status_code, held_by(answer)) == (403, {})
    assert entered() == 0


def test_a_password_is_never_repeated(db):
    answer = Client(enforce_csrf_checks=True).post(
        SIGN_IN, {"login": "iemand@demo.example", "password": "geheim"}, headers={"Origin": HERE}
    )

    assert answer.status_code == 403
    assert "geheim" not in answer.content.decode()
