"""Making a report: once, whole, and after any crash again."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.access.tasks import MayNoLonger
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.overview.promises import reports_that_changed
from placements.proposals.models import Placement
from placements.reporting import actions, making, tasks
from placements.reporting.frozen import code_version, fingerprint
from placements.reporting.models import Report
from tests.database import arranging
from tests.placements.reporting.scenes import as_report, home, many_homes, step

pytestmark = pytest.mark.django_db

FEBRUARY = datetime(2026, 2, 2, 9, tzinfo=UTC)
PAGES = b"%PDF-1.7 pages"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(FEBRUARY, tick=False):
        yield


@pytest.fixture
def quick(monkeypatch):
    """Drawing takes long, and what it draws has tests of its own."""
    monkeypatch.setattr(making, "draw", lambda figures, *, is_final: PAGES)


@pytest.fixture
def rung(monkeypatch):
    rings = []
    monkeypatch.setattr(actions, "ask_a_worker", lambda task, **ids: rings.append((task, ids)))
    return rings


def asked(people, actor_of, year=2025):
    by = actor_of(people.coordinator)
    with acting_as(by):
        return actions.ask_report(year=year, by=by, at=FEBRUARY)


def published(people, actor_of, report):
    by = actor_of(people.coordinator)
    with acting_as(by):
        return actions.publish_report(report=report, by=by, at=FEBRUARY)


def now(report):
    with as_report():
        return Report.objects.get(pk=report.pk)


def now_of(placement):
    with arranging():
        return Placement.objects.get(pk=placement.pk)


def run(report):
    tasks.make_report(str(report.public_id))
    return now(report)


def test_a_draft_of_a_year_that_is_over_has_the_figures_of_its_last_day(people, actor_of, rung):
    report = asked(people, actor_of)

    assert report.figures_on == date(2025, 12, 31)
    assert (report.state, report.progress, report.is_final) == ("queued", 0, False)
    assert rung == [(actions.MAKE, {"report_id": str(report.public_id)})]


def test_a_draft_of_this_year_has_the_figures_of_today(people, actor_of, rung):
    assert asked(people, actor_of, year=2026).figures_on == date(2026, 2, 2)


@pytest.mark.parametrize("year", [2027, 1999])
def test_a_year_that_has_not_begun_or_does_not_exist_is_refused(people, actor_of, rung, year):
    with pytest.raises(Refused, match=str(year)):
        asked(people, actor_of, year=year)


def test_made_it_is_whole_frozen_and_says_by_which_code(people, actor_of, rung, quick):
    home(date(2025, 5, 5), year=2025)

    report = run(asked(people, actor_of))

    assert (report.state, report.progress, report.error) == ("done", 100, "")
    assert bytes(report.pdf) == PAGES
    assert report.figures_hash == fingerprint(report.figures)
    assert report.code_version == code_version()
    assert report.finished_at == FEBRUARY


def test_who_asked_is_told_when_it_is_ready(people, actor_of, rung, quick):
    report = run(asked(people, actor_of))

    with arranging():
        message = Message.objects.get(kind="report_ready")
    assert (message.recipient_id, message.object_id) == (people.coordinator.pk, report.public_id)
    assert message.path == f"/cijfers/jaarverslag/{report.public_id}/"


def test_made_twice_it_is_made_once(people, actor_of, rung, quick, monkeypatch):
    report = run(asked(people, actor_of))
    monkeypatch.setattr(making, "draw", lambda *a, **k: pytest.fail("drawn again"))

    assert run(report).finished_at == report.finished_at


def test_somebody_who_is_busy_with_it_is_left_alone(people, actor_of, rung, quick, monkeypatch):
    report = asked(people, actor_of)
    monkeypatch.setattr(making, "only_one_maker", nobody_else_may)

    assert run(report).state == "queued"


class nobody_else_may:  # noqa: N801 (stands in for a context manager)
    def __init__(self, report):
        """Somebody else holds the lock."""

    def __enter__(self):
        return False

    def __exit__(self, *failure):
        """Nothing to let go of."""


def test_what_was_made_while_one_waited_for_the_lock_is_not_made_again(
    people, actor_of, rung, quick, monkeypatch
):
    """Once: the row was read before the lock, and what another had made was made once more."""
    report = asked(people, actor_of)
    alone = making.only_one_maker

    @contextmanager
    def after_another(report):
        with alone(report) as it_is_me:
            with as_report():
                Report.objects.filter(pk=report.pk).update(
                    state="done", pdf=b"theirs", figures={}, figures_hash="x"
                )
            yield it_is_me

    monkeypatch.setattr(making, "only_one_maker", after_another)

    assert bytes(run(report).pdf) == b"theirs"


def test_a_maker_that_died_leaves_nothing_and_the_sweep_begins_again(
    people, actor_of, rung, quick, monkeypatch
):
    report = asked(people, actor_of)
    with as_report():
        Report.objects.filter(pk=report.pk).update(state="busy", progress=45, tries=1)
    monkeypatch.setattr(tasks, "ask_a_worker", lambda task, **ids: rung.append((task, ids)))
    rung.clear()

    assert tasks.make_waiting_reports() == 1
    assert rung == [(actions.MAKE, {"report_id": str(report.public_id)})]
    assert run(report).state == "done"


def test_a_report_that_kills_its_worker_is_not_begun_for_ever(people, actor_of, rung, quick):
    report = asked(people, actor_of)
    with as_report():
        Report.objects.filter(pk=report.pk).update(state="busy", tries=3)

    assert (run(report).state, now(report).error) == ("failed", "too_often")


@pytest.mark.parametrize(
    ("mistake", "why"),
    [(SoftTimeLimitExceeded(), "too_long"), (RuntimeError("Naam van iemand"), "mistake")],
)
def test_a_mistake_leaves_no_half_report_and_says_why(
    people, actor_of, rung, monkeypatch, caplog, mistake, why
):
    def fail(figures, *, is_final):
        raise mistake

    monkeypatch.setattr(making, "draw", fail)

    report = run(asked(people, actor_of))

    assert (report.state, report.error, report.pdf, report.figures) == ("failed", why, None, None)
    assert "Naam van iemand" not in caplog.text


def test_who_lost_the_role_gets_no_report(people, actor_of, rung, quick):
    report = asked(people, actor_of)
    with arranging():
        people.coordinator.ended_on = date(2026, 2, 1)
        people.coordinator.save()

    assert (run(report).state, now(report).error) == ("failed", "may_no_longer")


def test_a_failed_report_can_be_tried_again_and_a_ready_one_cannot(people, actor_of, rung, quick):
    report = asked(people, actor_of)
    with as_report():
        Report.objects.filter(pk=report.pk).update(state="failed", error="mistake", tries=2)
    by = actor_of(people.deputy)
    with acting_as(by):
        actions.try_again(report=report, by=by, at=FEBRUARY)

    assert (run(report).state, now(report).error) == ("done", "")
    with acting_as(by), pytest.raises(Refused):
        actions.try_again(report=report, by=by, at=FEBRUARY)


def test_a_final_report_is_drawn_from_the_very_figures_of_its_draft(people, actor_of, rung, quick):
    home(date(2025, 5, 5), year=2025)
    draft = run(asked(people, actor_of))

    final = run(published(people, actor_of, draft))

    assert (final.is_final, final.state) == (True, "done")
    assert final.figures == draft.figures
    assert final.figures_hash == draft.figures_hash


def test_figures_that_changed_after_they_were_frozen_are_not_drawn(people, actor_of, rung, quick):
    final = published(people, actor_of, run(asked(people, actor_of)))
    figures = now(final).figures
    figures["homes"]["cap"] = 179
    around_the_triggers(final, figures=figures)

    assert (run(final).state, now(final).error) == ("failed", "not_the_same")


def around_the_triggers(report, **changes):
    """As somebody does who owns the tables."""
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Report.objects.filter(pk=report.pk).update(**changes)
        cursor.execute("set local session_replication_role = origin")


def test_a_year_has_one_final_report(people, actor_of, rung, quick):
    draft = run(asked(people, actor_of))
    published(people, actor_of, draft)

    with pytest.raises(Refused, match="2025"):
        published(people, actor_of, draft)


def test_a_year_that_goes_on_has_no_final_report(people, actor_of, rung, quick):
    draft = run(asked(people, actor_of, year=2026))

    with pytest.raises(Refused, match="2 februari 2026"):
        published(people, actor_of, draft)


def test_no_report_is_final_during_the_last_day_of_its_year(people, actor_of, rung, quick):
    on = datetime(2025, 12, 31, 21, tzinfo=UTC)
    with time_machine.travel(on, tick=False):
        by = actor_of(people.coordinator)
        with acting_as(by):
            draft = actions.ask_report(year=2025, by=by, at=on)
        draft = run(draft)
        with pytest.raises(Refused, match="31 december 2025"), acting_as(by):
            actions.publish_report(report=draft, by=by, at=on)

    assert published(people, actor_of, draft).is_final


def test_a_home_that_is_reserved_without_a_lease_comes_first(people, actor_of, rung, quick):
    home(date(2025, 12, 1), year=2025, status="agreed")
    draft = run(asked(people, actor_of))

    with pytest.raises(Refused, match="1 woning"):
        published(people, actor_of, draft)


def test_a_lease_that_started_and_was_not_confirmed_comes_first(people, actor_of, rung, quick):
    home(date(2025, 12, 1), year=2025, status="leased")
    draft = run(asked(people, actor_of))

    with pytest.raises(Refused, match="1 woning"):
        published(people, actor_of, draft)


def test_a_draft_of_before_a_home_moved_is_not_made_final(people, actor_of, rung, quick):
    many_homes(20, year=2025)
    draft = run(asked(people, actor_of))
    many_homes(20, year=2025)

    with pytest.raises(Refused, match="nieuw concept"):
        published(people, actor_of, draft)


# Below Python


def test_the_database_makes_no_report_final_while_a_home_is_reserved(people, actor_of, rung, quick):
    home(date(2025, 12, 1), year=2025, status="agreed")
    draft = run(asked(people, actor_of))

    with arranging(), pytest.raises(IntegrityError, match="still reserved"), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(is_final=True)


def test_a_final_report_stays_final(people, actor_of, rung, quick):
    final = published(people, actor_of, run(asked(people, actor_of)))

    for change in ({"is_final": False}, {"year": 2024}):
        with arranging(), pytest.raises(IntegrityError, match="stays final"), transaction.atomic():
            Report.objects.filter(pk=final.pk).update(**change)


def test_the_database_makes_no_report_final_of_a_year_that_is_not_over(people, actor_of, rung):
    this_year = timezone.localdate(real_now()).year
    draft = asked(people, actor_of)

    with arranging(), pytest.raises(IntegrityError, match="not over"), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(is_final=True, year=this_year)


def real_now():
    """The database does not travel in time."""
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        return cursor.fetchone()[0]


ATTACKS = [
    "update placements_report set figures = '{}' where is_final",
    "update placements_report set figures = null where is_final",
    "update placements_report set figures_hash = repeat('0', 64) where is_final",
    "update placements_report set figures = '{}', figures_hash = 'x' where is_final",
    "update placements_report set figures_on = figures_on - 1 where is_final",
    "update placements_report set pdf = 'other pages' where is_final",
    "update placements_report set state = 'queued' where is_final",
    "update placements_report set code_version = 'x' where is_final",
    "update placements_report set public_id = gen_random_uuid() where is_final",
]


@pytest.mark.parametrize("who", ["coordinator", "machine"])
def test_what_a_final_report_says_is_not_rewritten(people, actor_of, rung, quick, who):
    run(published(people, actor_of, run(asked(people, actor_of))))
    actor = Actor.system("report") if who == "machine" else actor_of(people.coordinator)

    for statement in ATTACKS:
        refused = pytest.raises(IntegrityError, match="as it was published")
        with acting_as(actor), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_final_report_that_is_being_made_keeps_the_figures_of_its_draft(
    people, actor_of, rung, quick
):
    final = published(people, actor_of, run(asked(people, actor_of)))

    with as_report():
        Report.objects.filter(pk=final.pk).update(state="failed", error="mistake", tries=3)
        refused = pytest.raises(IntegrityError, match="as it was published")
        with refused, transaction.atomic():
            Report.objects.filter(pk=final.pk).update(figures={}, figures_hash="x")


def test_the_nightly_check_finds_a_final_report_whose_figures_changed(
    people, actor_of, rung, quick
):
    final = run(published(people, actor_of, run(asked(people, actor_of))))
    with acting_as(Actor.system("check")):
        assert list(reports_that_changed()) == []
    around_the_triggers(final, figures=final.figures | {"year": 2024})

    with acting_as(Actor.system("check")):
        (broken,) = reports_that_changed()
    assert broken.path == f"/cijfers/jaarverslag/{final.public_id}/"


def test_after_the_final_report_only_what_changes_no_figure_is_written(
    people, actor_of, rung, quick
):
    housed = home(date(2025, 5, 5), year=2025)
    published(people, actor_of, run(asked(people, actor_of)))

    for status in ("proposed", "moved_in"):
        with pytest.raises(Refused, match="definitief"), transaction.atomic():
            home(date(2025, 12, 30), year=2025, status=status)
    step(housed, "ended", date(2026, 2, 2), code="moved_on")
    assert now_of(housed).status == "ended"


def test_a_draft_that_is_not_ready_can_not_become_final(people, actor_of, rung):
    with pytest.raises(Refused):
        published(people, actor_of, asked(people, actor_of))


def test_the_lock_is_let_go_of(people, actor_of, rung, quick):
    run(asked(people, actor_of))

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)


def test_a_task_takes_no_more_than_an_id():
    assert tasks.make_report.purpose == "report"
    with pytest.raises(ValueError, match="ids"):
        tasks.make_report.apply_async(kwargs={"report_id": "K-7HQ2MX"})


def test_actor_of_nobody_is_refused(db):
    with pytest.raises(MayNoLonger):
        tasks.make_report.actor_of(0)
    assert isinstance(Actor.system("report"), Actor)


def test_each_queue_has_a_key_of_its_own_so_that_no_task_comes_twice(settings):
    keys = [queue.routing_key for queue in settings.CELERY_TASK_QUEUES]

    assert sorted(keys) == sorted(queue.name for queue in settings.CELERY_TASK_QUEUES)
    assert settings.CELERY_TASK_ROUTES[actions.MAKE]["queue"] in keys
