"""Pages of a list without page numbers: each begins after the last row of the one before.

A cursor is that row's public id and nothing else, so that no address tells a name or a date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

CURSOR = "after"
SIZE = 25

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    newer: str | None
    older: str | None


def page_of(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    order: Sequence[str] = ("-pk",),
    size: int = SIZE,
    places: QuerySet | None = None,
) -> Page[Any]:
    """The rows of this request's page, and the addresses of the first page and the next one.

    ``order`` ends with a field that no two rows share, and none of its fields is empty in the
    rows asked for: a place in the list would be lost at an empty one. Where it names what the rows
    are annotated with, ``places`` are all rows with that annotation: the last one may have left the
    list meanwhile.
    """
    cursor = request.GET.get(CURSOR, "")
    if cursor:
        queryset = _after(queryset, cursor, order, places)
    rows = list(queryset.order_by(*order)[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(
        rows=rows[:size],
        newer=_address(request, None) if cursor else None,
        older=_address(request, last) if last is not None else None,
    )


def _after(
    queryset: QuerySet, cursor: str, order: Sequence[str], places: QuerySet | None
) -> QuerySet:
    names = [field.removeprefix("-") for field in order]
    if places is None:
        places = queryset.model._default_manager.all()  # noqa: SLF001 (Django's name for it)
    try:
        place = places.values_list(*names).get(public_id=UUID(cursor))
    except (ValueError, queryset.model.DoesNotExist):
        raise Http404("There is no such place in this list.") from None
    later, same = Q(), Q()
    for field, name, value in zip(order, names, place, strict=True):
        sign = "lt" if field.startswith("-") else "gt"
        later |= same & Q(**{f"{name}__{sign}": value})
        same &= Q(**{name: value})
    return queryset.filter(later)


def _address(request: HttpRequest, last: Model | None) -> str:
    """This page's address with another place in the list, and every filter as it was."""
    wanted = [(key, value) for key, value in request.GET.items() if key != CURSOR]
    if last is not None:
        wanted.append((CURSOR, str(last.public_id)))
    return f"{request.path}?{urlencode(wanted)}" if wanted else request.path
