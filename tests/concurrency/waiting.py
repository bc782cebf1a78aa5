"""Two who meet: one has done something and not committed it, and the other waits for that."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection

from pact.access.actor import acting_as
from pact.accounts.models import Membership
from pact.common.refusals import Refused
from tests.conftest import actor_for

LONGEST = 4
BOTH_THERE = "One deed is done, and the other waits for that."


def what_comes_of(
    second: Callable[[], Any], *, while_: Callable[[], object], by: Membership
) -> Any:
    """What ``second`` gives, asked when somebody had done the first and not yet committed it."""
    heard: list[Any] = []

    def ask() -> None:
        try:
            heard.append(second())
        except (Refused, IntegrityError) as error:
            heard.append(error)
        finally:
            connection.close()

    asking = threading.Thread(target=ask)
    with acting_as(actor_for(by)):
        while_()
        asking.start()
        _until_it_waits()
    asking.join()
    return heard[0]


def _until_it_waits() -> None:
    until = time.monotonic() + LONGEST
    while not _is_waited_for():
        assert time.monotonic() < until, BOTH_THERE
        time.sleep(0.02)


def _is_waited_for() -> bool:
    """Whether another connection waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_locks"
            " where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]
