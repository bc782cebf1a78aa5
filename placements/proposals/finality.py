"""A year whose report is final keeps its homes as they are. The database holds that; this says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils.translation import gettext as _

from municipalities.finality import year_is_final
from pact.common.constraints import broken_constraint
from pact.common.refusals import Refused


class YearIsFinal(Refused):
    """The report of a year is final, and this would change its homes."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This changes the homes of a year whose report is final, and a final report does "
                "not change. Nothing was saved. Ask the coordinator what was published."
            )
        )


def check_not_final(year: int) -> None:
    """Refuse a year with a final report, and let nobody make it final until we are done."""
    if year_is_final(year):
        raise YearIsFinal


@contextmanager
def said_when_final() -> Iterator[None]:
    """Turn what the database refuses about such a year into words."""
    try:
        yield
    except IntegrityError as error:
        if broken_constraint(error) != "year_is_final":
            raise
        raise YearIsFinal from error
