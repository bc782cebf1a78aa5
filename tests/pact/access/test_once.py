"""A form that creates something creates it once, however often and however fast it is sent."""

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from pact.accounts.models import Absence
from tests.cast import Cast

ADDRESS = "/mensen/ik/afwezig/"


def absence(people, key: str) -> dict:
    today = f"{timezone.localdate():%d-%m-%Y}"
    return {
        "substitute": people.colleague.pk,
        "first_day": today,
        "last_day": today,
        "form_key": key,
    }


def test_a_second_click_goes_where_the_first_one_went(people, signed_in):
    client, key = signed_in(people.caseworker), str(uuid.uuid4())

    answers = [client.post(ADDRESS, absence(people, key)) for _click in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/mensen/ik/")] * 2
    assert Absence.objects.count() == 1


def test_a_form_that_came_back_with_errors_may_be_sent_again(people, signed_in):
    client, key = signed_in(people.caseworker), str(uuid.uuid4())

    wrong = client.post(ADDRESS, {**absence(people, key), "last_day": "31-2-2026"})
    right = client.post(ADDRESS, absence(people, key))

    assert (wrong.status_code, key in wrong.content.decode()) == (422, True)
    assert (right.status_code, Absence.objects.count()) == (302, 1)


def test_the_key_of_somebody_else_leads_nowhere(people, signed_in):
    key = str(uuid.uuid4())
    signed_in(people.caseworker).post(ADDRESS, absence(people, key))

    answer = signed_in(people.lead).post(ADDRESS, absence(people, key))

    assert (answer.status_code, Absence.objects.filter(absent=people.lead).count()) == (302, 1)


@pytest.mark.parametrize("key", ["", "x", "1" * 500])
def test_a_form_without_a_readable_key_is_refused(people, signed_in, key):
    answer = signed_in(people.caseworker).post(ADDRESS, absence(people, key))

    assert (answer.status_code, Absence.objects.count()) == (400, 0)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_row():
    people, key = Cast(), str(uuid.uuid4())
    client = Client()
    client.force_login(people.caseworker.user)
    data, answers, together = absence(people, key), [], Barrier(4)

    def click() -> None:
        own = Client()
        own.cookies = client.cookies
        together.wait()
        answers.append(own.post(ADDRESS, data))
        connection.close()

    threads = [Thread(target=click) for _click in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/mensen/ik/")] * 4
    assert Absence.objects.count() == 1
