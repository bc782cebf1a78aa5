from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from pact.access.actor import Actor, acting_as
from pact.accounts.models import Absence, Membership, User
from pact.outbox import doorbell
from pact.outbox.models import Message, MessageState
from pact.outbox.queue import About, drop, tell
from tests.database import arranging
from tests.pact.outbox.messages import HOME, MONDAY, messages, tell_about_home, told

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def coordinator(people, actor_of):
    return actor_of(people.coordinator)


@pytest.fixture(autouse=True)
def rings(monkeypatch):
    rung = []

    def ring():
        rung.append("rung")

    monkeypatch.setattr(doorbell, "ring", ring)
    return rung


def test_one_message_for_each_recipient(people, coordinator, now):
    with acting_as(coordinator):
        tell_about_home(to=[people.agent, people.caseworker], at=now)

    assert sorted(told()) == sorted(
        ("answer_wanted", member.pk, "waiting") for member in (people.agent, people.caseworker)
    )


def test_a_reminder_is_told_once_a_date(people, coordinator, now):
    with acting_as(coordinator):
        tell_about_home("answer_overdue", to=[people.agent], at=now)
        tell_about_home("answer_overdue", to=[people.agent], at=now + timedelta(hours=1))

    assert told() == [("answer_overdue", people.agent.pk, "waiting")]


def test_news_is_told_each_time_and_once_for_each(people, coordinator, now):
    later = now + timedelta(hours=1)
    with acting_as(coordinator):
        for at in (now, now, later):
            tell_about_home("placement_news", to=[people.agent], at=at)

    assert [row.occasion for row in messages()] == [now, later]


def test_another_day_kind_or_object_is_another_message(people, coordinator, now):
    elsewhere = About("placement", uuid4(), "K-222222")
    with acting_as(coordinator):
        tell_about_home(to=[people.agent], at=now)
        tell_about_home(to=[people.agent], at=now, due_on=TUESDAY)
        tell_about_home("answer_overdue", to=[people.agent], at=now)
        tell_about_home(to=[people.agent], at=now, about=elsewhere)

    assert len(messages()) == 4


def away(absent, substitute, *, on=MONDAY) -> None:
    with arranging():
        Absence.objects.create(absent=absent, substitute=substitute, first_day=on, last_day=on)


def test_whoever_stands_in_is_told_instead(people, coordinator, now):
    away(people.caseworker, people.colleague)
    with acting_as(coordinator):
        tell_about_home(to=[people.caseworker, people.colleague], at=now)
        tell_about_home(to=[people.caseworker], at=now, due_on=TUESDAY)

    assert [(row.recipient_id, row.due_on) for row in messages()] == [
        (people.colleague.pk, MONDAY),
        (people.caseworker.pk, TUESDAY),
    ]


def told_on_monday(people, coordinator, now) -> list[int]:
    with acting_as(coordinator):
        tell_about_home(to=[people.caseworker], at=now)
    return [row.recipient_id for row in messages()]


def test_a_substitute_who_is_away_as_well_is_stood_in_for(people, coordinator, now):
    away(people.caseworker, people.colleague)
    away(people.colleague, people.lead)

    assert told_on_monday(people, coordinator, now) == [people.lead.pk]


def test_where_all_are_away_it_reaches_whom_it_was_meant_for(people, coordinator, now):
    away(people.caseworker, people.colleague)
    away(people.colleague, people.lead)
    away(people.lead, people.caseworker)

    assert told_on_monday(people, coordinator, now) == [people.caseworker.pk]


def test_what_is_late_goes_to_whoever_is_there_today_and_not_again_when_they_are_back(
    people, coordinator, now
):
    tomorrow = now + timedelta(days=1)
    away(people.caseworker, people.colleague, on=TUESDAY)
    with acting_as(coordinator):
        for at in (tomorrow, tomorrow + timedelta(days=1)):
            tell_about_home("answer_overdue", to=[people.caseworker], at=at, due_on=MONDAY)

    assert [row.recipient_id for row in messages()] == [people.colleague.pk]


def test_what_nobody_is_there_to_hear_stands_in_the_log(people, coordinator, now, caplog):
    with acting_as(coordinator):
        tell_about_home(to=[], at=now)

    assert "Nobody is there to be told answer_wanted" in caplog.text


@pytest.mark.parametrize("gone", ["membership", "user"])
def test_a_substitute_who_left_gets_nothing(people, coordinator, now, gone):
    away(people.caseworker, people.colleague)
    with arranging():
        if gone == "user":
            User.objects.filter(pk=people.colleague.user_id).update(is_active=False)
        else:
            Membership.objects.filter(pk=people.colleague.pk).update(ended_on=MONDAY)

    assert told_on_monday(people, coordinator, now) == [people.caseworker.pk]


def test_what_is_due_later_waits_for_the_morning_of_that_day(people, coordinator, now):
    with acting_as(coordinator):
        tell_about_home(to=[people.agent], at=now)
        tell_about_home(to=[people.agent], at=now, due_on=TUESDAY)

    today, tomorrow = messages()
    assert today.not_before == now
    assert tomorrow.not_before == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "path"), [("no_such_kind", "/"), ("answer_wanted", "https://elsewhere.example/")]
)
def test_an_unknown_kind_or_a_foreign_address_is_a_mistake(people, coordinator, now, kind, path):
    with acting_as(coordinator), pytest.raises(ValueError, match=r"There is no kind|site's root"):
        tell(kind, about=HOME, path=path, recipients=[people.agent.pk], due_on=MONDAY, at=now)


def test_nobody_can_tell_without_acting(people, now):
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        tell_about_home(to=[people.agent], at=now)


def test_a_deed_that_is_rolled_back_tells_nothing(
    people, coordinator, now, rings, django_capture_on_commit_callbacks
):
    class ChangedMyMind(Exception): ...

    def deed():
        with acting_as(coordinator):
            tell_about_home(to=[people.agent], at=now)
            raise ChangedMyMind

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ChangedMyMind):
        deed()

    assert (messages(), rings) == ([], [])


def test_a_hundred_messages_ring_once(
    people, coordinator, now, rings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), acting_as(coordinator):
        for day in range(100):
            tell_about_home(to=[people.agent], at=now, due_on=MONDAY - timedelta(days=day))

    assert (len(messages()), rings) == (100, ["rung"])


def test_a_person_in_no_role_of_the_machine_can_drop_what_is_no_longer_so(
    people, coordinator, actor_of, now
):
    elsewhere = About("placement", uuid4(), "K-222222")
    with acting_as(coordinator):
        tell_about_home(to=[people.agent], at=now)
        tell_about_home("answer_overdue", to=[people.agent], at=now)
        tell_about_home(to=[people.agent], at=now, about=elsewhere)
    with acting_as(actor_of(people.caseworker)):
        drop(HOME.public_id, kinds=["answer_wanted"])

    assert [(row.kind, row.state, row.reference) for row in messages()] == [
        ("answer_wanted", "dropped", "K-7HQ2MX"),
        ("answer_overdue", "waiting", "K-7HQ2MX"),
        ("answer_wanted", "waiting", "K-222222"),
    ]


def test_drop_leaves_what_was_sent(people, coordinator, now):
    with acting_as(coordinator):
        tell_about_home(to=[people.agent], at=now)
    with arranging():
        Message.objects.update(state=MessageState.SENT, sent_at=now)
    with acting_as(coordinator):
        drop(HOME.public_id)

    assert told() == [("answer_wanted", people.agent.pk, "sent")]


def test_what_was_dropped_can_become_so_again(people, coordinator, now):
    with acting_as(coordinator):
        tell_about_home(to=[people.agent], at=now)
        drop(HOME.public_id)
        tell_about_home(to=[people.agent], at=now)

    assert [row.state for row in messages()] == ["dropped", "waiting"]


def test_dropping_needs_somebody(db):
    with pytest.raises(RuntimeError, match="Somebody has to act"):
        drop(HOME.public_id)


def test_a_message_is_read_by_its_recipient_their_stand_in_and_the_coordinator(
    people, coordinator, actor_of, now
):
    with acting_as(coordinator):
        tell_about_home(to=[people.caseworker], at=now)
    sees = {}
    for name in ("caseworker", "coordinator", "colleague", "stranger", "agent", "administrator"):
        with acting_as(actor_of(getattr(people, name))):
            sees[name] = Message.objects.count()
    with acting_as(Actor.system("report")):
        sees["another machine"] = Message.objects.count()

    assert sees == {
        "caseworker": 1,
        "coordinator": 1,
        "colleague": 0,
        "stranger": 0,
        "agent": 0,
        "administrator": 0,
        "another machine": 0,
    }


def test_the_door_shows_ones_own_messages_and_all_to_the_office(people, coordinator, actor_of, now):
    with acting_as(coordinator):
        tell_about_home(to=[people.caseworker, people.agent], at=now)
    seen = {}
    for member in (people.caseworker, people.coordinator, people.stranger):
        with acting_as(actor_of(member)) as actor:
            seen[member.pk] = Message.objects.visible_to(actor).count()

    assert list(seen.values()) == [1, 2, 0]
