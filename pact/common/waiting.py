"""Nobody waits for ever: who holds a row too long, or waits in a circle, is an answer in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, LockNotAvailable

from pact.common.refusals import Refused


class Busy(Refused):
    """Others are changing the same thing at this very moment."""


def waited_too_long(error: BaseException) -> bool:
    """Whether a database error means that somebody else held on to the same rows."""
    return isinstance(error, OperationalError) and isinstance(
        error.__cause__, LockNotAvailable | DeadlockDetected
    )


def busy() -> Busy:
    return Busy(
        _(
            "Others are deciding about the same thing at this very moment, so nothing was saved. "
            "Wait a minute and try again."
        )
    )


@contextmanager
def patiently() -> Iterator[None]:
    """Take locks; when that lasts too long, undo what was done here and refuse in words."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if waited_too_long(error):
            raise busy() from error
        raise
