from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pact.access.actor import acting_as
from pact.outbox import doorbell
from pact.outbox.failures import failure_in_words
from pact.outbox.models import Message
from tests.database import arranging
from tests.pact.outbox.messages import messages, tell_about_home

LIST = "/berichten/"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr(doorbell, "ring", lambda: None)


@pytest.fixture
def told(people, actor_of, now):
    with acting_as(actor_of(people.coordinator)):
        tell_about_home(to=[people.agent, people.caseworker], at=now, is_late=True)
    with arranging():
        Message.objects.filter(recipient=people.agent).update(
            state="dead", tries=1, last_error="recipient refused: 550"
        )


def dead_message() -> Message:
    return messages(state="dead")[0]


def test_the_office_sees_what_became_of_every_message(told, people, signed_in):
    page = signed_in(people.coordinator).get(LIST).content.decode()

    assert page.count("K-7HQ2MX</td>") == 2
    assert "niet te bezorgen" in page
    assert "De mailserver weigerde het adres van de ontvanger. (550) Eén keer geprobeerd." in page
    assert people.agent.user.email in page


def test_the_list_is_narrowed_by_state_and_kind(told, people, signed_in):
    client = signed_in(people.coordinator)

    assert client.get(LIST, {"state": "dead"}).content.decode().count("K-7HQ2MX</td>") == 1
    assert client.get(LIST, {"kind": "report_ready"}).content.decode().count("K-7HQ2MX</td>") == 0


@pytest.mark.parametrize("query", [{"state": "gone"}, {"kind": "x" * 1000}])
def test_a_state_that_does_not_exist_is_said_to_be_so(told, people, signed_in, query):
    assert signed_in(people.coordinator).get(LIST, query).status_code == 422


def test_the_list_takes_one_statement_however_many_messages(told, people, actor_of, now, signed_in):
    client = signed_in(people.coordinator)
    few = statements_about_messages(client)
    with acting_as(actor_of(people.coordinator)):
        for days in range(30):
            tell_about_home(to=[people.worker], at=now, due_on=now.date() - timedelta(days=days))

    assert statements_about_messages(client) == few == 1
    page = client.get(LIST).context["page"]
    assert len(page.rows) == 25
    assert len(client.get(page.older).context["rows"]) == 7


def statements_about_messages(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    return sum('"outbox_message"' in query["sql"] for query in queries)


def test_a_place_in_the_list_that_does_not_exist_is_not_found(told, people, signed_in):
    assert signed_in(people.coordinator).get(LIST, {"after": uuid4()}).status_code == 404


def test_a_dead_message_is_sent_again_as_the_same_mail(told, people, signed_in):
    client, dead = signed_in(people.coordinator), dead_message()
    address = reverse("outbox:resend", args=[dead.public_id])
    assert people.agent.user.email in client.get(address).content.decode()

    assert client.post(address).status_code == 302
    (again,) = messages(public_id=dead.public_id)
    assert (again.state, again.tries, again.last_error) == ("waiting", 0, "")


def test_a_message_that_waits_already_is_not_sent_again(told, people, signed_in):
    client, address = (
        signed_in(people.coordinator),
        reverse("outbox:resend", args=[dead_message().public_id]),
    )
    client.post(address)
    again = client.post(address)

    assert again.status_code == 409
    assert "niet opnieuw verstuurd" in again.content.decode()


def test_nobody_else_sends_anything_again(told, people, signed_in):
    address = reverse("outbox:resend", args=[dead_message().public_id])

    assert signed_in(people.agent).post(address).status_code == 403
    assert [row.state for row in messages(recipient=people.agent)] == ["dead"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", ""),
        ("recipient left", "De ontvanger werkt hier niet meer."),
        ("mail refused: 554", "De mailserver weigerde de mail. (554)"),
        ("connection lost", "De verbinding met de mailserver viel weg."),
        ("KeyError", "De mail kon niet worden gemaakt."),
    ],
)
def test_why_a_message_failed_is_said_in_words(code, words):
    assert failure_in_words(code) == words
