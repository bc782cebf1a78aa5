"""The scheduler only names tasks that a worker knows."""

from django.conf import settings

from pact.celery import app
from pact.setup import ROOT


def known_tasks() -> set[str]:
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def test_what_the_clock_starts_is_a_task():
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled
    assert scheduled - known_tasks() == set()


def test_every_module_of_tasks_is_found_by_the_worker():
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in ("pact", "municipalities", "placements")
        for path in (ROOT / package).rglob("tasks.py")
        if "@shared_task" in path.read_text()
    }

    assert modules
    assert modules == {name.rpartition(".")[0] for name in known_tasks()}
