"""Nothing that leaves the database tells who it is about: no mail, no log line, nothing in Redis."""

import io
import logging
from logging.config import dictConfig

import pytest
import time_machine
from django.conf import settings
from redis import Redis as RedisClient

from pact.access.tasks import PactTask
from pact.celery import app
from placements.candidates.models import Card, Identity, Note, Safety
from tests.database import arranging
from tests.faults.late_region import NOW, RECOGNISABLE, make_late_region
from tests.pact.outbox.messages import messages

app.loader.import_default_modules()
SCHEDULED = sorted({entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()})


@pytest.fixture
def mailbox(mail, settings):
    box, settings.EMAIL_PORT = mail
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    return box


@pytest.fixture
def log(settings):
    """What the site itself would have logged, in its own format."""
    written = io.StringIO()
    dictConfig(settings.LOGGING)
    root = logging.getLogger()
    (console,) = (handler for handler in root.handlers if handler.name == "console")
    before = console.setStream(written)
    yield written
    console.setStream(before)


def found_in(text: str) -> list[str]:
    return [word for word in RECOGNISABLE if word.lower() in text.lower()]


def test_the_words_that_are_looked_for_are_really_in_the_database(people, redis):
    redis.start()
    make_late_region(people)
    with arranging():
        rows = [str(model.objects.values().first()) for model in (Card, Identity, Note, Safety)]
    assert [found_in(row) != [] for row in rows] == [True] * 4


def test_no_mail_log_line_or_task_tells_who(
    people, redis, mailbox, log, django_capture_on_commit_callbacks
):
    redis.start()
    with django_capture_on_commit_callbacks(execute=True):
        make_late_region(people)
    with time_machine.travel(NOW, tick=False), django_capture_on_commit_callbacks(execute=True):
        for name in [*SCHEDULED, "pact.outbox.tasks.deliver_due"]:
            assert app.tasks[name].apply().successful(), name

    assert len({message.kind for message in messages(state="sent")}) >= 10
    assert len(mailbox.mails) >= 15
    for mail in mailbox.mails:
        assert found_in(mail.as_string()) == [], mail["Subject"]
        assert found_in(mail.get_content()) == []
    assert found_in(log.getvalue()) == []
    assert "succeeded" in log.getvalue()
    assert found_in(everything_in(redis)) == []
    assert "deliver_due" in everything_in(redis)


def everything_in(redis) -> str:
    client = RedisClient(unix_socket_path=str(redis.door))
    queues = [key for key in client.scan_iter() if client.type(key) == b"list"]
    text = " ".join(str(client.lrange(key, 0, -1)) for key in queues)
    client.close()
    return text


def test_a_task_that_fails_quotes_nobody_in_the_log(db, log):
    def fail():
        raise LookupError(f"no such person: {RECOGNISABLE[0]} {RECOGNISABLE[1]}")

    task = app._task_from_fun(fail, name="a-task-that-fails", base=PactTask, purpose="check")
    task.apply()
    app.tasks.pop("a-task-that-fails")

    assert "LookupError" in log.getvalue()
    assert found_in(log.getvalue()) == []
