"""A session is one person's, on one machine: it is new at each sign-in, gone at each sign-out, and seen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from pact.access.tasks import forget_ended_sessions
from pact.audit.models import Deed
from tests.database import arranging

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "een lange zin om binnen te komen"  # noqa: S105
ME, ELSEWHERE = "/mensen/ik/", "/mensen/ik/elders-uitloggen/"
SIGN_IN = "/account/login/"
COOKIE = project.SESSION_COOKIE_NAME


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def user(people):
    user = people.caseworker.user
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(browser: Client, user, password: str = PASSWORD):
    return browser.post(SIGN_IN, {"login": user.email, "password": password})


def replay(cookie: str) -> Client:
    browser = Client()
    browser.cookies[COOKIE] = cookie
    return browser


# New, and gone


def test_a_cookie_of_before_the_sign_in_opens_nothing_after_it(user, db):
    """Whoever put a session in somebody's browser does not share it once they are in."""
    browser = Client()
    browser.session.save()
    before = browser.cookies[COOKIE].value

    sign_in(browser, user)

    assert browser.cookies[COOKIE].value != before
    assert browser.get("/").status_code == 200
    assert replay(before).get("/").status_code == 302


def test_signing_out_ends_the_session_for_whoever_copied_its_cookie(user):
    browser = Client()
    sign_in(browser, user)
    copied = browser.cookies[COOKIE].value
    assert replay(copied).get("/").status_code == 200

    answer = browser.post(reverse("account_logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert replay(copied).get("/").status_code == 302
    assert not Session.objects.filter(session_key=copied).exists()


def test_another_password_ends_every_other_session(user):
    here, elsewhere = Client(), Client()
    sign_in(here, user)
    sign_in(elsewhere, user)
    chosen = "een heel andere zin van vandaag"

    answer = here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen},
    )

    assert answer.status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


# Seen, and ended


def places(browser: Client) -> list[tuple]:
    found = browser.get(ME).context["places"]
    return [(place.is_this, place.seen - NOON) for place in found]


def test_my_page_shows_each_place_that_still_opens_a_page(user, people, signed_in, clock):
    signed_in(people.colleague).get("/")
    early, here, idle = Client(), Client(), Client()
    for browser in (idle, early, here):
        sign_in(browser, user)
    idle.get("/")
    clock.shift(timedelta(minutes=20))
    early.get("/")
    clock.shift(timedelta(minutes=11))

    assert places(here) == [(True, timedelta(minutes=31)), (False, timedelta(minutes=20))]
    page = here.get(ME).content.decode()
    assert "Sinds 23 november 2026" in page
    assert "Overal elders uitloggen" in page


def test_whoever_is_in_one_place_only_has_nothing_to_end(user):
    browser = Client()
    sign_in(browser, user)

    assert "Overal elders uitloggen" not in browser.get(ME).content.decode()


def test_signing_out_elsewhere_ends_every_other_session_and_no_one_elses(
    user, people, signed_in, clock
):
    stranger = signed_in(people.colleague)
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        sign_in(browser, user)
        browser.get("/")
    copied = here.cookies[COOKIE].value

    answer = here.post(ELSEWHERE)

    assert answer.url == ME
    assert elsewhere.get("/").url.startswith(SIGN_IN)
    assert [browser.get("/").status_code for browser in (here, stranger)] == [200, 200]
    assert replay(copied).get("/").status_code == 302, "the cookie of before is another one now"
    assert len(places(here)) == 1
    with arranging():
        assert Deed.objects.get(action="account.signed_out_elsewhere").object_id == user.pk


# Tried


def test_a_password_that_is_tried_again_and_again_is_waited_with_and_others_come_in(
    user, people, clock
):
    other = people.colleague.user
    other.set_password(PASSWORD)
    other.save()
    tried = [sign_in(Client(), user, f"niet deze maar nummer {n}") for n in range(8)]

    told = ["Te veel mislukte pogingen" in answer.content.decode() for answer in tried]
    assert told == [False] * 5 + [True] * 3
    assert sign_in(Client(), user).status_code == 200, "not even with the right one, for a while"
    assert sign_in(Client(), other).status_code == 302

    clock.shift(timedelta(minutes=6))
    assert sign_in(Client(), user).status_code == 302


def test_what_ended_is_forgotten_and_what_still_lasts_is_not(user, clock):
    early, late = Client(), Client()
    sign_in(early, user)
    clock.shift(timedelta(hours=9))
    sign_in(late, user)
    clock.shift(timedelta(hours=2))

    assert forget_ended_sessions() == 1
    assert [row.session_key for row in Session.objects.all()] == [late.cookies[COOKIE].value]
