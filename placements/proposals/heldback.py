"""A step towards a home in a district to be avoided waits. The database holds that; this says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils.translation import gettext as _

from pact.common.constraints import broken_constraint
from pact.common.refusals import Refused


class HeldBack(Refused):
    """The coordinator looks first. The same words for everybody, so that nobody reads why from them."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The coordinator looks at this proposal first, so this step waits. Nothing was "
                "saved. Ring the coordinator."
            )
        )


@contextmanager
def said_when_held_back() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if broken_constraint(error) != "coordinator_looks_first":
            raise
        raise HeldBack from error
