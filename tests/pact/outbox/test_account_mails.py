"""A link to set a password is sent whatever the mail server does, and tells nobody who has an account."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from pact.access import tasks
from pact.accounts.invitations import ask_for_link
from pact.accounts.models import LinkKind, LinkMail
from pact.outbox import account_mails
from pact.outbox.account_mails import MAKES_A_MAIL, USEFUL_FOR
from pact.outbox.delivery import MOST_TRIES, WAITS
from tests.factories import UserFactory

PASSWORD = "een zin die niemand anders kent"  # noqa: S105
A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as travelling:
        yield travelling


@pytest.fixture(autouse=True)
def rung(monkeypatch) -> list[tuple]:
    """What a worker was asked, instead of asking one."""
    asked = []
    monkeypatch.setattr(tasks, "send", lambda task, ids: asked.append((task, ids)))
    return asked


@pytest.fixture
def known(db):
    user = UserFactory(email="iemand@pact.example")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def invited(db, now):
    user = UserFactory(email="nieuw@pact.example", password="!")
    ask_for_link(user, LinkKind.INVITATION, at=now)
    return user


@pytest.fixture
def forget(django_capture_on_commit_callbacks):
    """Ask for a new password, as a visitor."""

    def ask(email: str):
        with django_capture_on_commit_callbacks(execute=True):
            return Client().post("/account/password/reset/", {"email": email})

    return ask


def deliver_now() -> int:
    return account_mails.deliver(within=A_MINUTE)


def waiting() -> list[tuple]:
    return list(LinkMail.objects.values_list("user__email", "kind", "tries", "failure", "is_dead"))


# Asking


def test_nobody_learns_who_has_an_account_while_the_mail_server_is_down(
    known, forget, rung, nobody_listens
):
    answers = [forget(email) for email in (known.email, "niemand@pact.example")]

    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert rung == [("pact.outbox.tasks.deliver_account_mails", {})] * 2
    assert waiting() == [(known.email, "reset", 0, "", False)]


def test_the_page_itself_speaks_with_no_mail_server(known, forget, mailbox):
    forget(known.email)

    assert mailbox.mails == []


def test_the_link_is_made_when_the_mail_is_and_sets_a_password(known, forget, mailbox):
    forget(known.email)

    assert deliver_now() == 1
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == (
        known.email,
        "Uw nieuwe wachtwoord voor het Pact voor Uitstroom",
    )
    assert known.name not in mail.as_string()
    path = mail.get_content().partition("http://localhost:8000")[2].split()[0]
    assert Client().get(path, follow=True).status_code == 200
    assert waiting() == []


def test_whoever_asks_twice_gets_one_mail_and_nobody_who_left_gets_any(known, forget, mailbox):
    forget(known.email)
    forget(known.email)
    gone = UserFactory(email="weg@pact.example")
    forget(gone.email)
    gone.is_active = False
    gone.save()

    assert deliver_now() == 1
    assert [mail["To"] for mail in mailbox.mails] == [known.email]
    assert waiting() == []


def test_whoever_never_chose_a_password_is_invited_again(invited, forget, mailbox):
    forget(invited.email)

    assert waiting() == [(invited.email, "invitation", 0, "", False)]


# A mail server in trouble


def test_a_server_that_is_away_uses_up_no_try_and_gets_it_later(
    invited, nobody_listens, clock, request
):
    for minute in range(MOST_TRIES + 2):
        clock.move_to(LinkMail.objects.get().asked_at + minute * A_MINUTE)
        assert deliver_now() == 0
    assert waiting() == [(invited.email, "invitation", 0, "no connection", False)]

    mailbox = request.getfixturevalue("mailbox")
    clock.shift(A_MINUTE)
    assert deliver_now() == 1
    assert [mail["To"] for mail in mailbox.mails] == [invited.email]
    assert waiting() == []


def test_one_that_is_put_off_is_tried_again_after_each_wait_and_then_no_more(
    invited, mailbox, clock
):
    mailbox.treats[invited.email] = "later"

    for tried, wait in enumerate(WAITS, start=1):
        assert deliver_now() == deliver_now() == 0
        assert waiting() == [(invited.email, "invitation", tried, "recipient refused: 450", False)]
        clock.shift(wait)
    deliver_now()

    assert waiting() == [(invited.email, "invitation", MOST_TRIES, "recipient refused: 450", True)]


def test_the_pages_of_people_say_that_it_was_refused_and_send_it_again(
    invited, mailbox, people, signed_in
):
    administrator, page = signed_in(people.administrator), f"/mensen/{invited.public_id}/"
    assert "niet verstuurd" not in administrator.get(page).content.decode()
    mailbox.treats[invited.email] = "never"
    deliver_now()

    assert waiting() == [(invited.email, "invitation", 1, "recipient refused: 550", True)]
    assert "De uitnodiging is niet verstuurd" in administrator.get(page).content.decode()
    assert "uitnodiging niet verstuurd" in administrator.get("/mensen/").content.decode()

    mailbox.treats.clear()
    assert deliver_now() == 0, "what was refused for good is not tried by itself"
    administrator.post(f"{page}uitnodiging/")
    assert deliver_now() == 1
    assert "niet verstuurd" not in administrator.get(page).content.decode()


def test_one_that_is_refused_stops_no_other(invited, known, now, mailbox):
    ask_for_link(known, LinkKind.RESET, at=now)
    mailbox.treats[known.email] = "never"

    assert deliver_now() == 1
    assert [mail["To"] for mail in mailbox.mails] == [invited.email]
    assert waiting() == [], "whoever asked for a new password asks again"


def test_one_that_cannot_be_made_stops_no_other_and_quotes_nobody(
    invited, known, now, mailbox, monkeypatch, caplog
):
    ask_for_link(known, LinkKind.RESET, at=now)
    make = MAKES_A_MAIL[LinkMail]

    def fails_once(asked):
        if asked.user == invited:
            raise LookupError
        return make(asked)

    monkeypatch.setitem(MAKES_A_MAIL, LinkMail, fails_once)

    assert deliver_now() == 1
    assert waiting() == [(invited.email, "invitation", 1, "LookupError", False)]
    assert invited.email not in caplog.text


def test_a_new_password_that_nobody_waits_for_any_more_is_not_mailed(known, now, mailbox, clock):
    ask_for_link(known, LinkKind.RESET, at=now)
    clock.shift(USEFUL_FOR + A_MINUTE)

    assert deliver_now() == 0
    assert (mailbox.mails, waiting()) == ([], [])


def test_whoever_chose_a_password_meanwhile_is_not_invited_again(invited, mailbox):
    invited.set_password(PASSWORD)
    invited.save()

    assert deliver_now() == 0
    assert (mailbox.mails, waiting()) == ([], [])


def test_what_is_asked_while_another_is_sent_is_sent_too(invited, now, mailbox, monkeypatch):
    make = MAKES_A_MAIL[LinkMail]

    def asked_again(asked):
        monkeypatch.setitem(MAKES_A_MAIL, LinkMail, make)
        ask_for_link(invited, LinkKind.INVITATION, at=now + A_MINUTE / 60)
        return make(asked)

    monkeypatch.setitem(MAKES_A_MAIL, LinkMail, asked_again)
    deliver_now()

    assert waiting() == [(invited.email, "invitation", 0, "", False)]
