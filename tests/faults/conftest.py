import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pact.access.actor import acting_as
from pact.accounts.models import Membership
from tests.factories import MembershipFactory
from tests.faults.engines import Redis, Worker
from tests.faults.mailserver import Mailbox, mail_server
from tests.pact.outbox.messages import tell_about_home


@pytest.fixture
def folder() -> Iterator[Path]:
    """Close to the root: the path of a socket may hold a hundred characters."""
    place = Path(tempfile.mkdtemp(prefix="pact-"))
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def redis(folder, monkeypatch) -> Iterator[Redis]:
    """Not started: a test says when."""
    engine = Redis(folder)
    monkeypatch.setenv("CELERY_BROKER_URL", engine.address)
    yield engine
    engine.kill()


@pytest.fixture
def mail() -> Iterator[tuple[Mailbox, int]]:
    with mail_server() as server:
        yield server


@pytest.fixture
def mailbox(mail) -> Mailbox:
    return mail[0]


@pytest.fixture
def new_worker(folder, redis, mail, transactional_db) -> Iterator[Callable[[], Worker]]:
    workers: list[Worker] = []

    def start(*, clock: bool = True) -> Worker:
        worker = Worker(folder, redis, mail[1])
        workers.append(worker)
        worker.start(clock=clock)
        return worker

    yield start
    for worker in workers:
        worker.kill()


@pytest.fixture
def tell_many(people, actor_of) -> Callable[..., list[Membership]]:
    """Queue a message for so many new people, in one committed transaction."""

    def tell(count: int, *, at) -> list[Membership]:
        members = [MembershipFactory() for _ in range(count)]
        with acting_as(actor_of(people.coordinator)):
            tell_about_home(to=members, at=at, due_on=at.date())
        return members

    return tell
