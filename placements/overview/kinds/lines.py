"""One line of a statement that asks several kinds of work at once: whose, where, what, until when."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, F, QuerySet, SmallIntegerField, Value
from django.db.models.expressions import Combinable

from placements.overview.items import FETCHED

ONE_PERSON = 1


class Line(NamedTuple):
    """``person`` is the number of who it is about in the household, where that is one of several."""

    reference: str
    page: UUID
    kind: str
    person: int
    due: date


def lines(
    rows: QuerySet,
    kind: str | Combinable,
    *,
    due: str | Combinable,
    reference: str = "candidate__reference",
    page: str = "public_id",
    person: str | None = None,
) -> QuerySet:
    """These rows as lines, to put under others: a ``kind`` in words is the same for all of them."""
    shown = rows.order_by().annotate(
        page=F(page),
        what=Value(kind, CharField()) if isinstance(kind, str) else kind,
        person=F(person) if person else Value(ONE_PERSON, SmallIntegerField()),
        due=F(due) if isinstance(due, str) else due,
    )
    return shown.values_list(reference, "page", "what", "person", "due")


def soonest(first: QuerySet, *others: QuerySet) -> list[Line]:
    """The first of all kinds together, in one statement."""
    rows = first.union(*others, all=True).order_by("due", "page")
    return [Line(*row) for row in rows[:FETCHED]]
