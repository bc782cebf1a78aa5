"""What was typed is never lost, whatever came between."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pact.accounts.models import Membership
from placements.candidates.models import Candidate
from tests.database import arranging, as_superuser
from tests.factories import CandidateFactory

SIGN_IN = "/account/login/"
HERE, ELSEWHERE = "http://testserver", "https://elders.example"
KEY = "00000000-0000-4000-8000-000000000008"
TYPED = {"form_key": KEY, "first_name": "Verzonnen", "initials": "V.", "last_name": "Naam"}


def entered() -> int:
    with arranging():
        return Candidate.objects.count()


def held_by(answer) -> dict[str, str]:
    """What the page holds to send once more."""
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in hidden if name in TYPED}


def test_what_was_typed_when_a_session_ended_is_sent_after_signing_in(people, db):
    browser, page = Client(), reverse("candidates:start")

    answer = browser.post(page, TYPED)
    assert (answer.status_code, held_by(answer)) == (409, TYPED)
    assert "Er is nog niets opgeslagen, en er is niets weg" in answer.content.decode()
    assert entered() == 0

    browser.force_login(people.caseworker.user)
    assert browser.post(page, held_by(answer)).status_code == 302
    assert entered() == 1


def test_a_form_of_before_another_sign_in_is_kept(people):
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


def test_a_form_of_another_role_is_held_until_that_role_is_chosen_again(people):
    browser = Client()
    browser.force_login(people.coordinator.user)

    answer = browser.post(reverse("candidates:start"), TYPED)

    assert (answer.status_code, held_by(answer)) == (403, TYPED)
    assert "Wat u hebt getypt is niet weg" in answer.content.decode()


def test_a_form_of_whoever_has_no_role_any_more_is_held(people):
    browser = Client()
    browser.force_login(people.caseworker.user)
    with arranging():
        Membership.objects.filter(pk=people.caseworker.pk).update(ended_on=timezone.localdate())

    answer = browser.post(reverse("candidates:start"), TYPED)

    assert (answer.status_code, held_by(answer)) == (403, TYPED)


def test_a_form_for_a_case_of_others_is_held_and_tells_nothing_of_the_case(people):
    browser, theirs = Client(), CandidateFactory(caseworker=people.stranger)
    browser.force_login(people.caseworker.user)
    pages = [reverse("candidates:edit", args=[row]) for row in (theirs.public_id, uuid4())]

    there, nowhere = (browser.post(page, TYPED) for page in pages)

    assert (there.status_code, held_by(there)) == (404, TYPED)
    assert _without_address(there, pages[0]) == _without_address(nowhere, pages[1])


def _without_address(answer, page: str) -> str:
    text = answer.content.decode().replace(page, "")
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text)


def test_an_address_that_leads_nowhere_repeats_nothing(people):
    browser = Client()
    browser.force_login(people.caseworker.user)

    answer = browser.post("/dit/is/er/niet/", {"password": "geheim"})

    assert (answer.status_code, "geheim" in answer.content.decode()) == (404, False)


def test_a_password_is_never_repeated(db):
    answer = Client(enforce_csrf_checks=True).post(
        SIGN_IN, {"login": "iemand@demo.example", "password": "geheim"}, headers={"Origin": HERE}
    )

    assert answer.status_code == 403
    assert "geheim" not in answer.content.decode()


# Others are busy, or we fail


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_while_others_were_busy_is_sent_once_more(people, signed_in):
    browser, page = signed_in(people.caseworker), reverse("candidates:start")
    with a_lock_on("placements_candidate"):
        answer = browser.post(page, TYPED)

    assert (answer.status_code, held_by(answer)) == (409, TYPED)
    assert "Anderen beslissen op dit moment over hetzelfde" in answer.content.decode()
    assert browser.post(page, held_by(answer)).status_code == 302
    assert entered() == 1


def test_what_was_typed_when_we_failed_is_sent_once_more(people, signed_in):
    browser, page = signed_in(people.caseworker), reverse("candidates:start")
    browser.raise_request_exception = False
    with a_fault():
        answer = browser.post(page, TYPED)

    assert (answer.status_code, held_by(answer)) == (500, TYPED)
    assert "Wat u verstuurde, is nog niet opgeslagen" in answer.content.decode()
    assert browser.post(page, held_by(answer)).status_code == 302
    assert entered() == 1


def test_a_page_that_failed_while_it_was_read_holds_nothing(people, signed_in):
    browser = signed_in(people.caseworker)
    browser.raise_request_exception = False
    with a_fault("select"):
        answer = browser.get(reverse("candidates:list"))

    assert answer.status_code == 500
    assert "Er is niets veranderd" in answer.content.decode()


@contextmanager
def a_lock_on(table: str) -> Iterator[None]:
    """Somebody else holds the whole table, and goes on doing so."""
    with psycopg.connect(**connection.get_connection_params() | {"options": ""}) as other:
        other.execute(f"lock table {table} in exclusive mode")
        yield
        other.rollback()


@contextmanager
def a_fault(kind: str = "insert") -> Iterator[None]:
    """The database refuses what it never should."""
    table = f"{kind} on placements_candidate"
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(f"revoke {table} from pact_app")
    yield
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(f"grant {table} to pact_app")
