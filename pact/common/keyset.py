"""Pages of a list without page numbers: each begins after the last row of the one before.

A cursor is that row's public id and nothing else, so that no address tells a name or a date. A row
that is about nobody may have a number only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
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
    parts: Sequence[QuerySet] = (),
    known_by: str = "public_id",
    address: str = "",
) -> Page[Any]:
    """The rows of this request's page, and the addresses of the first page and the next one.

    ``order`` ends with a field that no two rows share, and none of its fields is empty in the
    rows asked for: a place in the list would be lost at an empty one. Where it names what the rows
    are annotated with, ``places`` are all rows with that annotation: the last one may have left the
    list meanwhile. ``parts`` are the same rows in several sets, where each set has an index in this
    order and all of them together have none. ``known_by`` is the field that a cursor holds, ``address`` where the list is found
    where another page shows it too.
    """
    cursor = request.GET.get(CURSOR, "")
    if cursor:
        if places is None:
            places = queryset.model._default_manager.all()  # noqa: SLF001 (Django's name for it)
        after = _after(_place(places, cursor, order, known_by), order)
        queryset, parts = queryset.filter(after), [part.filter(after) for part in parts]
    if parts:
        queryset = queryset.filter(pk__in=_first_of_each(parts, order, size + 1))
    rows = list(queryset.order_by(*order)[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(
        rows=rows[:size],
        newer=_address(request, address) if cursor else None,
        older=_address(request, address, getattr(last, known_by)) if last is not None else None,
    )


def _place(places: QuerySet, cursor: str, order: Sequence[str], known_by: str) -> tuple[Any, ...]:
    """What the last row of the page before has in the fields that the list is in the order of."""
    try:
        return places.values_list(*_names(order)).get(**{known_by: cursor})
    except (ValueError, ValidationError, places.model.DoesNotExist):
        raise Http404("There is no such place in this list.") from None


def _after(place: tuple[Any, ...], order: Sequence[str]) -> Q:
    """The rows behind a place. The first field is also bound by itself, so that its index begins there."""
    later, same = Q(), Q()
    for field, name, value in zip(order, _names(order), place, strict=True):
        sign = "lt" if field.startswith("-") else "gt"
        later |= same & Q(**{f"{name}__{sign}": value})
        same &= Q(**{name: value})
    first, sign = _names(order)[0], "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{sign}": place[0]}) & later


def _first_of_each(parts: Sequence[QuerySet], order: Sequence[str], size: int) -> QuerySet:
    """So many of each part, along its index: with an "or" between them the database reads all."""
    first = [part.order_by(*order).values("pk")[:size] for part in parts]
    return first[0].union(*first[1:])


def _names(order: Sequence[str]) -> list[str]:
    return [field.removeprefix("-") for field in order]


def _address(request: HttpRequest, address: str, last: object = None) -> str:
    """The list's address with another place in it, and every filter as it was."""
    address = address or request.path
    wanted = [(key, value) for key, value in request.GET.items() if key != CURSOR]
    if last is not None:
        wanted.append((CURSOR, str(last)))
    return f"{address}?{urlencode(wanted)}" if wanted else address
