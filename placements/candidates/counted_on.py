"""What others count on while a household is proposed for a home. The database holds it to that."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from pact.common.constraints import broken_constraint
from pact.common.refusals import Refused
from placements.candidates.application import LABELS, TABLES
from placements.candidates.models import Candidate, Need

BEFORE_THE_LEASE = ["proposed", "agreed"]
"""Statuses of a placement, as words: it comes later on the road."""

NEED = frozenset(TABLES[Need])
"""What the corporation reads of a household before it agrees to it."""

INCOME = frozenset({"income_class"})
"""Of this the corporation reads only whether the rent fits; the coordinator reads it."""


class CountedOn(Refused):
    """The home that is proposed does not offer what the household would ask for now."""


@contextmanager
def said_when_counted_on() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if broken_constraint(error) != "profile_is_counted_on":
            raise
        raise CountedOn(
            _(
                "With this the home in the placement fits the household less: %(answer)s. Nothing "
                "was saved. Stop the placement first, on its page; then change this."
            )
            % {"answer": str(LABELS[error.__cause__.diag.column_name]).lower()}
        ) from error


def proposed_to(candidate: Candidate) -> tuple[UUID, int] | None:
    """The placement that waits for its lease, and who lets the home."""
    waiting = candidate.placements.filter(status__in=BEFORE_THE_LEASE)
    return waiting.values_list("public_id", "agent").first()
