"""The pact years: how many homes at most, as it was decided up to a date."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    Case,
    DateField,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from municipalities.models import Decision, DecisionKind, PactYear
from municipalities.places import lapsed_homes
from pact.agreement.models import Norm

DECEMBER, LAST_OF_DECEMBER = 12, 31


@dataclass(frozen=True, kw_only=True)
class Year:
    """How many homes at most: what was agreed, and the extras decided on, always apart.

    ``lapsed_at`` and ``lapsed_by`` are the moment and the document with which the homes that nobody
    used lapsed, where that was decided.
    """

    year: int
    cap: int
    extra: int
    lapsed_at: datetime | None = None
    lapsed_by: str = ""

    @property
    def ceiling(self) -> int:
        return self.cap + self.extra

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return last_day_of(self.year)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    def day_number(self, on: date) -> int:
        """How many days of this year have passed on a date, that day included."""
        return min(max((on - self.first_day).days + 1, 0), self.days)


def last_day_of(year: int) -> date:
    return date(year, DECEMBER, LAST_OF_DECEMBER)


def years_on(on: date) -> list[Year]:
    """The pact years, newest first, each with the numbers that were decided on up to a date."""
    lapsed = lapsed_homes().filter(year=OuterRef("year"))
    rows = as_decided(on).values_list(
        "year",
        "cap_then",
        "extra_then",
        Subquery(lapsed.values("decided_at")[:1]),
        Coalesce(Subquery(lapsed.values("document")[:1]), Value("")),
    )
    return [
        Year(year=year, cap=cap, extra=extra, lapsed_at=at, lapsed_by=document)
        for year, cap, extra, at, document in rows.order_by("-year")
    ]


def has_ended(year: int, on: date) -> bool:
    """Whether a date is the last day of a year, or comes after it."""
    return on >= last_day_of(year)


def known_on(on: date) -> Q:
    """The decisions that count on a date.

    One about a year that is over counts from that year's last day, as what the ledger holds of it
    does: the home that it let in is counted there too.
    """
    ended = on.year if has_ended(on.year, on) else on.year - 1
    return Q(decided_at__date__lte=on) | Q(year__lte=ended)


def as_decided(on: date) -> QuerySet[PactYear]:
    """Each year with ``cap_then`` and ``extra_then``: the numbers that held on a date."""
    return PactYear.objects.annotate(
        cap_then=_then(DecisionKind.CAP, on, before=Subquery(_agreed_at_first()), now=F("cap")),
        extra_then=_then(DecisionKind.EXTRA, on, before=Value(0), now=F("extra")),
    )


def _then(kind: DecisionKind, on: date, *, before: Expression | Subquery, now: F) -> Case:
    """What the last decision up to a date says; ``before`` holds until the first of them."""
    decided = Decision.objects.filter(year=OuterRef("year"), kind=kind, applied_at__isnull=False)
    latest = decided.filter(known_on(on)).order_by("-decided_at", "-pk")
    value = Coalesce(Subquery(latest.values("value")[:1]), before, now)
    return Case(When(Exists(decided), then=value), default=now)


def _agreed_at_first() -> QuerySet:
    """How many homes a year the parties had agreed on, on its first day."""
    first_day = Func(OuterRef("year"), 1, 1, function="make_date", output_field=DateField())
    still = Q(valid_to=None) | Q(valid_to__gt=first_day)
    return Norm.objects.filter(still, key="annual_cap", valid_from__lte=first_day).values("value")
