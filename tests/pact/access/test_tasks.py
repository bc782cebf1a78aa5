from datetime import date
from uuid import UUID, uuid4

import pytest
from celery import Celery
from celery.exceptions import Ignore
from django.core.cache import cache
from django.db import connection

from pact.access.actor import current_actor
from pact.access.permissions import Permission
from pact.access.tasks import MayNoLonger, PactTask, TaskFailed, ask_a_worker, only_ids
from pact.accounts.roles import Role
from tests.database import arranging

app = Celery("tasks-of-a-test", broker="memory://", set_as_current=False)


def who(what=current_actor, **options):
    """A task that answers who it acts as."""

    def task(about=None):
        return what()

    return app._task_from_fun(task, name=f"task-{uuid4()}", base=PactTask, **options)


def test_a_task_acts_as_the_machine_for_its_purpose(db):
    actor = who(purpose="remind")()

    assert (actor.role, actor.purpose, actor.membership_id) == ("system", "remind", None)
    assert current_actor() is None


def test_a_task_without_a_purpose_is_refused_when_it_is_defined():
    with pytest.raises(TypeError, match="states no purpose"):
        who()


def test_a_task_that_commits_as_it_goes_opens_no_transaction(transactional_db):
    assert who(lambda: connection.in_atomic_block, purpose="deliver", in_pieces=True)() is False
    assert who(lambda: connection.in_atomic_block, purpose="deliver")() is True


def test_what_somebody_started_keeps_who_they_are_and_the_machines_rights(people):
    make = who(purpose="report", needs=Permission.REPORT_MAKE)
    actor = make(on_behalf_of=people.coordinator.pk)

    assert (actor.role, actor.purpose) == ("system", "report")
    assert (actor.membership_id, actor.user_id, actor.party_id) == (
        people.coordinator.pk,
        people.coordinator.user_id,
        people.coordinator.party_id,
    )


def made_a_caseworker(membership):
    membership.role = Role.CASEWORKER


def left(membership):
    membership.ended_on = date(2022, 1, 1)


@pytest.mark.parametrize("change", [made_a_caseworker, left])
def test_whoever_lost_the_right_meanwhile_gets_nothing(people, change):
    with arranging():
        change(people.coordinator)
        people.coordinator.save()
    make = who(purpose="report", needs=Permission.REPORT_MAKE)

    with pytest.raises(TaskFailed) as failed:
        make(on_behalf_of=people.coordinator.pk)
    assert isinstance(failed.value.__cause__, MayNoLonger)


def test_a_task_that_needs_nothing_cannot_be_done_for_somebody(people):
    with pytest.raises(TaskFailed):
        who(purpose="report")(on_behalf_of=people.coordinator.pk)


def test_a_task_that_fails_undoes_what_it_did_and_quotes_nobody(db):
    def half_a_deed():
        cache.set("deed", "half")
        raise LookupError("Verzonnen, geboren 1 mei 1990")

    with pytest.raises(TaskFailed) as failed:
        who(half_a_deed, purpose="check")()

    assert str(failed.value) == "LookupError"
    assert cache.get("deed") is None


def test_a_task_may_still_tell_celery_to_ignore_it(db):
    def never_mind():
        raise Ignore

    with pytest.raises(Ignore):
        who(never_mind, purpose="check")()


SOME_ID = "6460cd28-82da-46fd-b7df-49f25bc669fe"


@pytest.mark.parametrize("value", [None, 7, SOME_ID, UUID(SOME_ID), "2026-11-23", date(2026, 1, 1)])
def test_ids_and_dates_may_travel(value):
    only_ids([value])


@pytest.mark.parametrize("value", ["Verzonnen", "a@b.example", "2026-11-23 Jan", ["x"], {"a": 1}])
def test_nothing_else_may(value):
    with pytest.raises(ValueError, match="ids and dates"):
        only_ids([value])
    with pytest.raises(ValueError, match="ids and dates"):
        who(purpose="check").apply_async(kwargs={"about": value})
    with pytest.raises(ValueError, match="ids and dates"):
        ask_a_worker("some.task", about=value)
