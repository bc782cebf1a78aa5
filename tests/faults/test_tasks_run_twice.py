"""A task may run twice and in any order; the clock's tasks exist and act for a purpose."""

import pytest
import time_machine
from celery.schedules import crontab
from django.conf import settings
from django.db import connection

from pact.access import tasks
from pact.access.tasks import PactTask
from pact.celery import app
from tests.database import as_superuser, tables
from tests.faults.late_region import NOW, make_late_region
from tests.pact.outbox.messages import messages

pytestmark = pytest.mark.slow

app.loader.import_default_modules()
OURS = sorted(name for name in app.tasks if not name.startswith("celery."))
SCHEDULED = sorted({entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()})


@pytest.fixture
def region(people, monkeypatch):
    """Nobody rings: what was asked of a worker would be asked of one that these tests do not have."""
    monkeypatch.setattr(tasks, "send", lambda task, ids: None)
    make_late_region(people)
    with time_machine.travel(NOW, tick=False):
        yield


def everything() -> dict[str, tuple[int, str]]:
    """How many rows each table has, and a fingerprint of all of them."""
    found = {}
    with as_superuser(), connection.cursor() as cursor:
        for table in tables():
            cursor.execute(
                "select count(*), md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)),"
                f" '')) from {table} t"
            )
            found[table] = cursor.fetchone()
    return found


def differences(before: dict, after: dict) -> list[str]:
    return [table for table in before if before[table] != after[table]]


def test_every_task_on_the_clock_exists():
    assert [name for name in SCHEDULED if name not in OURS] == []


def test_every_task_of_ours_acts_for_a_purpose():
    assert [name for name in OURS if not isinstance(app.tasks[name], PactTask)] == []


def test_no_task_waits_longer_than_a_day_for_its_clock():
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        clock = entry["schedule"]
        assert isinstance(clock, crontab) or clock <= 60 * 60


@pytest.mark.parametrize("name", SCHEDULED)
def test_a_task_that_runs_twice_does_its_work_once(region, name):
    before = everything()
    app.tasks[name]()
    once = everything()
    app.tasks[name]()

    assert differences(once, everything()) == []
    assert differences(before, once) != [] or name.endswith("make_waiting_reports")


def test_the_tasks_of_one_day_come_to_rest_in_any_order(region):
    for name in [*SCHEDULED, *reversed(SCHEDULED)]:
        app.tasks[name]()
    settled = everything()
    for name in SCHEDULED:
        app.tasks[name]()

    assert differences(settled, everything()) == []


def test_every_clock_finds_something_in_this_region(region):
    """Or the tests above would prove nothing."""
    for name in SCHEDULED:
        app.tasks[name]()

    assert {message.kind for message in messages()} >= {
        "answer_overdue",
        "application_incomplete",
        "application_overdue",
        "exchange_overdue",
        "first_contact_missing",
        "introduction_overdue",
        "lease_overdue",
        "moment_due",
        "moment_overdue",
        "offer_expired",
        "offer_expiring",
        "placement_exit",
        "placement_lapses",
        "promise_broken",
        "signal_overdue",
        "takeover_overdue",
        "signing_overdue",
        "transfer_due",
    }
