"""What is open to everybody, and shows nothing of anybody."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from pact.access.health import OLDEST_SWEEP, sweep_was_here
from tests.factories import MembershipFactory


def test_a_visitors_language_is_kept_in_a_cookie_and_leads_back(db):
    client = Client()

    answer = client.post("/language/", {"language": "en", "next": "/account/login/"})

    assert (answer.status_code, answer.url) == (302, "/account/login/")
    assert 'lang="en"' in client.get("/account/login/").content.decode()


def test_a_members_language_is_kept_with_the_member(people, signed_in):
    signed_in(people.caseworker).post("/language/", {"language": "en", "next": "/"})

    people.caseworker.user.refresh_from_db()
    assert people.caseworker.user.language == "en"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_choosing_a_language_leads_nowhere_else(db, elsewhere):
    answer = Client().post("/language/", {"language": "en", "next": elsewhere})

    assert answer.url == "/"


def test_a_language_that_does_not_exist_changes_nothing(people, signed_in):
    answer = signed_in(people.caseworker).post("/language/", {"language": "xx", "next": "/"})

    people.caseworker.user.refresh_from_db()
    assert (answer.status_code, people.caseworker.user.language) == (302, "nl")
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_livez_asks_nothing_of_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/livez").content == b"ok"


def test_readyz_is_well_as_long_as_the_sweep_is(db):
    cache.clear()
    assert Client().get("/readyz").status_code == 200

    sweep_was_here(timezone.now())
    assert Client().get("/readyz").status_code == 200

    sweep_was_here(timezone.now() - 2 * OLDEST_SWEEP)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready")


def test_readyz_is_not_well_while_a_migration_waits(db, monkeypatch):
    monkeypatch.setattr("pact.access.health.unapplied_migrations", lambda: True)

    assert Client().get("/readyz").status_code == 503


def test_the_demonstrations_doors_are_not_there_in_service(people):
    people.caseworker.user.email = "somebody@demo.example"

    assert Client().post("/mensen/demo/", {"email": "somebody@demo.example"}).status_code == 404


def test_in_the_demonstration_one_click_signs_in_as_somebody_made_up(settings, made_up):
    settings.DEMONSTRATION = True
    client = Client()

    page = client.get("/account/login/").content.decode()
    answer = client.post("/mensen/demo/", {"email": made_up.user.email})

    assert made_up.user.email in page
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/mensen/ik/").status_code == 200


def test_in_the_demonstration_the_page_offers_whom_the_terminal_tells(settings, db):
    """Of each role one address has no number: that one is told at the start."""
    settings.DEMONSTRATION = True
    for address in ("caseworker-11@demo.example", "caseworker@demo.example"):
        MembershipFactory(user__email=address)

    page = Client().get("/account/login/").content.decode()

    assert "caseworker@demo.example" in page
    assert "caseworker-11@demo.example" not in page


def test_in_the_demonstration_nobody_becomes_somebody_real(settings, people):
    settings.DEMONSTRATION = True
    client = Client()

    answer = client.post("/mensen/demo/", {"email": people.caseworker.user.email})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session
    assert people.caseworker.user.email not in client.get("/account/login/").content.decode()


def test_in_the_demonstration_a_strange_address_signs_nobody_in(settings, db):
    settings.DEMONSTRATION = True

    assert Client().post("/mensen/demo/", {"email": "\0@demo.example"}).status_code == 404


@pytest.fixture
def made_up(db):
    return MembershipFactory(user__email="begeleider@demo.example")
