"""A report that is asked for is made, by a real worker, also when one is killed while drawing it."""

from datetime import date

import pytest
from django.utils import timezone

from pact.access.actor import acting_as
from placements.reporting import actions, tasks
from placements.reporting.models import Report
from tests.database import arranging
from tests.faults.engines import wait_for

PATIENCE = 180  # drawing asks a lot of a busy machine
BETWEEN_SWEEPS = 20

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ask(people, actor_of):
    def ask_report() -> Report:
        by = actor_of(people.coordinator)
        with acting_as(by):
            return actions.ask_report(year=2025, by=by, at=timezone.now())

    return ask_report


def now(report: Report) -> Report:
    with arranging():
        return Report.objects.get(pk=report.pk)


def made_by_the_sweep(report: Report) -> bool:
    """The clock asks again and again; a single ring may be lost on a machine this busy."""
    for _ in range(PATIENCE // BETWEEN_SWEEPS):
        tasks.make_waiting_reports()
        if wait_for(lambda: now(report).state == "done", seconds=BETWEEN_SWEEPS):
            return True
    return False


def test_a_worker_makes_what_was_asked(redis, new_worker, ask):
    redis.start()
    new_worker(clock=False)

    report = ask()

    assert wait_for(lambda: now(report).state in {"done", "failed"}, seconds=PATIENCE)
    made = now(report)
    assert (made.state, made.error, made.tries) == ("done", "", 1)
    assert bytes(made.pdf).startswith(b"%PDF-")
    assert made.figures_on == date(2025, 12, 31)


def test_a_worker_that_is_killed_while_drawing_leaves_nothing_and_the_next_begins_again(
    redis, new_worker, ask
):
    redis.start()
    first = new_worker(clock=False)
    report = ask()
    assert wait_for(lambda: now(report).progress >= 45, seconds=PATIENCE)

    first.kill()
    half = now(report)
    assert (half.state, half.pdf, half.figures) == ("busy", None, None)

    new_worker(clock=False)
    assert made_by_the_sweep(report)
    assert now(report).tries == 2


def test_with_redis_down_the_page_answers_and_the_sweep_finds_the_report(
    redis, new_worker, people, signed_in
):
    form = {"year": "2025", "form_key": "6b1f0b1c-36a4-4c36-9a51-0a4f9b6f9a11"}
    answer = signed_in(people.coordinator).post("/cijfers/jaarverslag/maken/", form)
    assert answer.status_code == 302
    with arranging():
        (report,) = Report.objects.all()

    redis.start()
    new_worker(clock=False)

    assert made_by_the_sweep(report)
