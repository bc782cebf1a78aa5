from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from pact.access.actor import Actor, acting_as
from pact.outbox import delivery
from pact.outbox.delivery import LEASE, WAITS, deliver
from pact.outbox.models import Message
from pact.outbox.queue import About, drop
from tests.database import arranging
from tests.factories import MembershipFactory
from tests.pact.outbox.messages import HOME, MONDAY, messages, tell_about_home, told

A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


def deliver_now() -> int:
    return deliver(within=A_MINUTE)


def at(moment: datetime):
    return time_machine.travel(moment, tick=False)


def tell(*members, coordinator, now, **details):
    with acting_as(coordinator):
        tell_about_home(to=members, at=now, **details)


@pytest.fixture
def coordinator(people, actor_of):
    return actor_of(people.coordinator)


def test_a_mail_says_what_must_be_done_until_when_and_where(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now, act_by=date(2026, 12, 1))

    assert deliver_now() == 1
    mail, message = mailbox.mails[0], messages()[0]
    assert mail["Subject"] == "Uw antwoord is gevraagd (K-7HQ2MX)"
    assert mail["To"] == people.agent.user.email
    assert mail["Message-ID"] == f"<{message.public_id}@pact.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    assert "Een plaatsing wacht op uw antwoord." in text
    assert "K-7HQ2MX" in text
    assert "1 december 2026" in text
    assert f"http://localhost:8000/plaatsingen/{HOME.public_id}/" in text
    assert (message.state, message.sent_at, message.lease_until) == ("sent", now, None)


def test_a_mail_is_in_the_language_of_its_reader(people, coordinator, mailbox, now):
    with arranging():
        people.agent.user.language = "en"
        people.agent.user.save()
    tell(people.agent, coordinator=coordinator, now=now, is_late=True)
    deliver_now()

    assert mailbox.mails[0]["Subject"] == "Your answer is wanted (K-7HQ2MX)"
    assert mailbox.mails[0].get_content().startswith("This is late. A placement waits")


def test_each_recipient_gets_a_mail_of_their_own(people, coordinator, mailbox, now):
    tell(people.agent, people.caseworker, coordinator=coordinator, now=now)

    assert deliver_now() == 2
    assert mailbox.receivers() == sorted([people.agent.user.email, people.caseworker.user.email])


def test_what_was_sent_is_not_sent_again(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now)

    assert [deliver_now(), deliver_now()] == [1, 0]
    assert len(mailbox.mails) == 1


def test_what_is_due_tomorrow_waits(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now, due_on=MONDAY + timedelta(days=1))

    assert deliver_now() == 0
    with at(now + timedelta(days=1)):
        assert deliver_now() == 1


def test_what_was_dropped_is_not_sent(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now)
    with acting_as(coordinator):
        drop(HOME.public_id)

    assert (deliver_now(), mailbox.mails) == (0, [])


def test_what_another_worker_is_sending_is_left_to_it_until_its_lease_runs_out(
    people, coordinator, mailbox, now
):
    tell(people.agent, coordinator=coordinator, now=now)
    delivery._lease_a_chunk(at=now)  # and then that worker is killed

    assert deliver_now() == 0
    with at(now + LEASE + timedelta(seconds=1)):
        assert deliver_now() == 1


def test_a_lease_that_ran_out_before_its_turn_is_not_ours_any_more(
    people, coordinator, mailbox, now
):
    tell(people.agent, coordinator=coordinator, now=now)
    ours = delivery._lease_a_chunk(at=now)
    later = now + LEASE + timedelta(seconds=1)
    theirs = delivery._lease_a_chunk(at=later)

    assert not delivery._is_still_ours(ours[0], at=later)
    assert delivery._is_still_ours(theirs[0], at=later)


def test_a_message_dropped_while_it_is_sent_stays_dropped_with_its_moment(
    people, coordinator, mailbox, now
):
    tell(people.agent, coordinator=coordinator, now=now)
    (message,) = delivery._lease_a_chunk(at=now)
    with acting_as(coordinator):
        drop(HOME.public_id)
    delivery._mark_sent(message, at=now)

    assert [(row.state, row.sent_at) for row in messages()] == [("dropped", now)]


def test_an_address_that_is_refused_for_good_is_dead_at_once_and_the_office_hears(
    people, coordinator, mailbox, now
):
    mailbox.treats[people.agent.user.email] = "never"
    tell(people.agent, people.caseworker, coordinator=coordinator, now=now)

    assert deliver_now() == 2
    dead, alarm = messages(state="dead")[0], messages(kind="message_dead")[0]
    assert (dead.recipient_id, dead.tries, dead.last_error) == (
        people.agent.pk,
        1,
        "recipient refused: 550",
    )
    assert (alarm.recipient_id, alarm.reference) == (people.coordinator.pk, "K-7HQ2MX")
    assert alarm.path == f"{reverse('outbox:messages')}?state=dead"
    assert mailbox.receivers() == sorted(
        [people.caseworker.user.email, people.coordinator.user.email]
    )


def test_an_address_that_is_refused_for_now_is_tried_later_and_stops_nobody(
    people, coordinator, mailbox, now
):
    mailbox.treats[people.agent.user.email] = "later"
    tell(people.agent, people.caseworker, coordinator=coordinator, now=now)

    assert deliver_now() == 1
    waiting = messages(state="waiting")[0]
    assert (waiting.tries, waiting.not_before, waiting.last_error) == (
        1,
        now + WAITS[0],
        "recipient refused: 450",
    )
    mailbox.treats.clear()
    with at(now + WAITS[0]):
        assert deliver_now() == 1
    assert set(mailbox.copies().values()) == {1}


def test_a_message_is_dead_after_eight_tries(people, coordinator, mailbox, now):
    mailbox.treats[people.agent.user.email] = "later"
    tell(people.agent, coordinator=coordinator, now=now)
    moment = now
    for wait in [*WAITS, timedelta(0)]:
        with at(moment):
            deliver_now()
        moment += wait

    dead = messages(kind="answer_wanted")[0]
    assert (dead.state, dead.tries) == ("dead", 8)
    assert [row.state for row in messages(kind="message_dead")] == ["sent"]


def test_a_server_that_hangs_costs_one_mail_a_second(people, coordinator, mailbox, now):
    mailbox.treats[people.agent.user.email] = "hang"
    tell(people.agent, coordinator=coordinator, now=now)
    tell(people.caseworker, coordinator=coordinator, now=now)

    assert deliver_now() == 1
    assert messages(state="waiting")[0].last_error == "connection lost"
    assert mailbox.receivers() == [people.caseworker.user.email]


def test_a_server_that_drops_us_after_taking_a_mail_gets_the_same_mail_again(
    people, coordinator, mailbox, now
):
    mailbox.treats[people.agent.user.email] = "take and drop"
    tell(people.agent, coordinator=coordinator, now=now)
    assert deliver_now() == 0

    mailbox.treats.clear()
    with at(now + WAITS[0]):
        assert deliver_now() == 1
    message = messages()[0]
    assert mailbox.copies() == {f"<{message.public_id}@pact.example>": 2}
    assert message.state == "sent"


def test_a_server_that_is_away_uses_up_no_tries(people, coordinator, settings, now, mailbox):
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    tell(people.agent, people.caseworker, coordinator=coordinator, now=now)

    assert deliver_now() == 0
    assert {(row.state, row.tries, row.lease_until) for row in messages()} == {("waiting", 0, None)}
    settings.EMAIL_PORT = port
    assert deliver_now() == 2


def test_somebody_who_left_gets_no_mail_and_the_office_hears(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now)
    with arranging():
        people.agent.ended_on = MONDAY
        people.agent.save()

    deliver_now()
    assert [row.last_error for row in messages(state="dead")] == ["recipient left"]
    assert mailbox.receivers() == [people.coordinator.user.email]


def test_whoever_works_at_a_party_that_ended_gets_no_mail(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now)
    with arranging():
        people.agent.party.ended_on = MONDAY
        people.agent.party.save()

    deliver_now()
    assert [row.last_error for row in messages(state="dead")] == ["recipient left"]


def test_a_dead_message_about_a_dead_message_is_told_to_nobody(people, coordinator, mailbox, now):
    mailbox.treats[people.coordinator.user.email] = "never"
    about = About("message", uuid4(), "K-7HQ2MX")
    people.deputy.pk  # noqa: B018 (there is somebody who could be told)
    tell(people.coordinator, coordinator=coordinator, now=now, kind="message_dead", about=about)
    deliver_now()

    assert told() == [("message_dead", people.coordinator.pk, "dead")]


def test_a_message_that_cannot_be_made_stops_no_other(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now)
    with arranging():
        Message.objects.update(kind="forgotten_kind")
    tell(people.caseworker, coordinator=coordinator, now=now)

    assert deliver_now() == 1
    assert [(row.tries, row.last_error) for row in messages(state="waiting")] == [(1, "KeyError")]


def test_more_than_a_chunk_is_sent_in_one_go(people, coordinator, mailbox, now):
    members = [people.agent, *(MembershipFactory() for _ in range(delivery.CHUNK))]
    tell(*members, coordinator=coordinator, now=now)

    assert deliver_now() == len(members)
    assert len(mailbox.mails) == len(members)


def test_when_time_is_up_the_rest_is_given_back(people, coordinator, mailbox, now):
    tell(people.agent, people.caseworker, coordinator=coordinator, now=now)

    assert deliver(within=timedelta(0)) == 0
    assert {row.lease_until for row in messages()} == {None}
    assert deliver_now() == 2


def test_only_the_machine_that_delivers_can_mark_a_message(people, coordinator, mailbox, now):
    tell(people.agent, coordinator=coordinator, now=now)
    with acting_as(Actor.system("report")):
        assert Message.objects.update(state="dropped") == 0
    assert [row.state for row in messages()] == ["waiting"]
