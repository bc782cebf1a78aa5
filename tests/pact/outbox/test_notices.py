"""Whoever's work or account was changed by another hears so, whatever happens to server or worker."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from pact.access import tasks
from pact.access.actions.absences import name_substitute
from pact.access.actor import acting_as
from pact.accounts.models import Absence, NoticeMail
from pact.accounts.notices import ask_for_notice
from pact.outbox import account_mails
from pact.outbox.delivery import WAITS
from tests.database import arranging

A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as travelling:
        yield travelling


@pytest.fixture(autouse=True)
def rung(monkeypatch) -> list[str]:
    asked = []
    monkeypatch.setattr(tasks, "send", lambda task, ids: asked.append(task))
    return asked


@pytest.fixture
def substituted(people, actor_of, now):
    """A caseworker whose colleague does the work tomorrow: both are to be told."""
    tomorrow = now.date() + timedelta(days=1)
    with acting_as(actor_of(people.caseworker)):
        return name_substitute(
            absent=people.caseworker,
            substitute=people.colleague,
            first_day=tomorrow,
            last_day=tomorrow,
            by=people.caseworker,
            at=now,
        )


@pytest.fixture
def told(people, now):
    """Somebody whose second factor an administrator removed a moment ago."""
    with arranging():
        ask_for_notice(people.caseworker.user, "factor_gone", at=now)
    return people.caseworker.user


def killed(*_args) -> None:
    raise SystemExit


def deliver_now() -> int:
    return account_mails.deliver(within=A_MINUTE)


def waiting() -> list[tuple]:
    with arranging():
        return list(
            NoticeMail.objects.order_by("pk").values_list(
                "user__email", "kind", "tries", "failure", "is_dead"
            )
        )


def test_both_wait_in_a_row_with_the_deed_and_a_worker_is_woken_after_it(
    people, actor_of, now, rung, django_capture_on_commit_callbacks, request
):
    with django_capture_on_commit_callbacks(execute=True):
        request.getfixturevalue("substituted")
        assert rung == []

    assert waiting() == [
        (people.caseworker.user.email, "away", 0, "", False),
        (people.colleague.user.email, "stands_in", 0, "", False),
    ]
    assert set(rung) == {"pact.outbox.tasks.deliver_account_mails"}


def test_what_is_undone_is_told_to_nobody(people, actor_of, now, monkeypatch):
    monkeypatch.setattr("pact.access.actions.absences.let_know", lambda *_args, **_kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError), acting_as(actor_of(people.caseworker)):
        name_substitute(
            absent=people.caseworker,
            substitute=people.colleague,
            first_day=now.date(),
            last_day=now.date(),
            by=people.caseworker,
            at=now,
        )

    assert (waiting(), Absence.objects.count()) == ([], 0)


def test_a_server_that_is_away_uses_up_no_try_and_gets_them_later(
    people, substituted, nobody_listens, clock, request
):
    for _minute in range(3):
        assert deliver_now() == 0
        clock.shift(A_MINUTE)
    assert [row[2:] for row in waiting()] == [(0, "no connection", False)] * 2

    mailbox = request.getfixturevalue("mailbox")
    assert deliver_now() == 2
    assert mailbox.receivers() == sorted(
        [people.caseworker.user.email, people.colleague.user.email]
    )
    assert waiting() == []


def test_a_worker_that_is_killed_after_the_server_took_it_sends_the_same_mail_again(
    told, mailbox, clock, monkeypatch
):
    """A kill leaves no time to note anything: the row stands as when it was taken."""

    with monkeypatch.context() as power:
        power.setattr(account_mails, "_forget", killed)
        with pytest.raises(SystemExit):
            deliver_now()
    assert waiting() == [(told.email, "factor_gone", 1, "", False)]
    assert deliver_now() == 0, "another worker leaves it alone for a while"

    clock.shift(WAITS[0])
    assert deliver_now() == 1
    assert sorted(mailbox.copies().values()) == [2], "both have one Message-ID"
    assert waiting() == []


def test_a_worker_that_is_killed_before_it_sent_loses_none(told, mailbox, clock, monkeypatch):
    with monkeypatch.context() as power:
        power.setattr(account_mails.Postman, "send", killed)
        with pytest.raises(SystemExit):
            deliver_now()

    clock.shift(WAITS[0])
    assert (deliver_now(), mailbox.receivers()) == (1, [told.email])


def test_told_again_before_it_was_sent_it_is_one_mail_and_another_one_than_the_last(
    told, now, mailbox
):
    deliver_now()
    with arranging():
        for minute in (1, 2):
            ask_for_notice(told, "factor_gone", at=now + minute * A_MINUTE / 60)
    with time_machine.travel(now + A_MINUTE, tick=False):
        deliver_now()

    assert sorted(mailbox.copies().values()) == [1, 1]


def test_an_administrator_sees_that_it_could_not_be_sent(told, people, signed_in, mailbox):
    administrator = signed_in(people.administrator)
    page = reverse("accounts:person", args=[told.public_id])
    assert "niet verstuurd" not in administrator.get(page).content.decode()
    mailbox.treats[told.email] = "never"

    deliver_now()

    assert waiting() == [(told.email, "factor_gone", 1, "recipient refused: 550", True)]
    assert "is niet verstuurd" in administrator.get(page).content.decode()


def test_whoever_may_come_in_no_longer_is_told_nothing(told, mailbox):
    told.is_active = False
    told.save()

    assert (deliver_now(), mailbox.mails, waiting()) == (0, [], [])


# The wall


@pytest.mark.parametrize("who", ["caseworker", "colleague", "coordinator", "privacy_officer"])
def test_what_waits_for_others_is_read_by_no_member(people, actor_of, told, who):
    with acting_as(actor_of(getattr(people, who))):
        assert not NoticeMail.objects.exists()
        assert NoticeMail.objects.update(is_dead=True) == 0
        assert NoticeMail.objects.all().delete() == (0, {})


def test_an_administrator_reads_it_and_changes_nothing(people, actor_of, told):
    with acting_as(actor_of(people.administrator)):
        assert NoticeMail.objects.count() == 1
        assert NoticeMail.objects.update(is_dead=True) == 0
        assert NoticeMail.objects.all()._raw_delete("default") == 0


@pytest.mark.parametrize("who", ["caseworker", "administrator"])
def test_nobody_has_a_mail_sent_that_tells_of_nothing(people, actor_of, now, who):
    with (
        acting_as(actor_of(getattr(people, who))),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        ask_for_notice(people.agent.user, "factor_gone", at=now)


def test_a_kind_that_nobody_knows_is_refused(people):
    at = timezone.now()
    with (
        arranging(),
        pytest.raises(IntegrityError, match="notice_mail_kind_known"),
        transaction.atomic(),
    ):
        NoticeMail.objects.create(
            user=people.agent.user, kind="greeting", asked_at=at, not_before=at
        )
