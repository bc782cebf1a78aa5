"""How many homes: every figure of a year on a date, counted once, from the ledger.

The ledger holds each movement of a home, so any date in the past gives its figures again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth

from municipalities.models import POOL, LedgerEntry, Movement
from pact.agreement.models import Party
from placements.reporting.forecast import Forecast, expected_at_the_end
from placements.reporting.shares import shares_on
from placements.reporting.years import DECEMBER, Year, as_decided

Key = TypeVar("Key")


@dataclass(frozen=True, kw_only=True)
class Homes:
    """Homes that are housed, and homes that are held for somebody."""

    realised: int = 0
    reserved: int = 0

    @property
    def held(self) -> int:
        return self.realised + self.reserved

    def __add__(self, other: "Homes") -> "Homes":
        return Homes(
            realised=self.realised + other.realised, reserved=self.reserved + other.reserved
        )


@dataclass(frozen=True, kw_only=True)
class MunicipalityFigures:
    municipality_id: int
    name: str
    agreed: int
    is_hard: bool
    is_fictitious: bool
    homes: Homes

    @property
    def free(self) -> int | None:
        """What is left of a hard share. A soft one draws from what all share: no number of its own."""
        return self.agreed - self.homes.held if self.is_hard else None


@dataclass(frozen=True, kw_only=True)
class MonthFigures:
    """Where the region stood at the end of a month, or on the date itself in its last month."""

    month: date
    homes: Homes | None


@dataclass(frozen=True, kw_only=True)
class YearFigures:
    """One year on one date."""

    year: Year
    on: date
    homes: Homes
    municipalities: list[MunicipalityFigures]
    corporations: dict[str, Homes]
    months: list[MonthFigures]
    forecast: Forecast | None
    cells: dict[tuple[int, str], Homes] = field(default_factory=dict)

    @property
    def free(self) -> int:
        return self.year.ceiling - self.homes.held

    @property
    def pace(self) -> int:
        return round(self.year.ceiling * self.year.day_number(self.on) / self.year.days)

    @property
    def ahead(self) -> int:
        """How many homes more than the pace asks; below zero is behind."""
        return self.homes.held - self.pace

    @property
    def agreed(self) -> int:
        return sum(municipality.agreed for municipality in self.municipalities)

    @property
    def undivided(self) -> int:
        """Homes of the year that stand in no municipality's share."""
        return max(0, self.year.cap - self.agreed)

    @property
    def has_fictitious_shares(self) -> bool:
        return any(municipality.is_fictitious for municipality in self.municipalities)


@dataclass(frozen=True, kw_only=True)
class Movements:
    """What moved in one month, for homes of one municipality and one corporation."""

    month: date
    municipality_id: int
    corporation: str
    homes: Homes
    moves: int


def year_figures(year: Year, on: date) -> YearFigures:
    """Everything about the homes of a year on a date, in two statements."""
    movements = movements_until(year, on)
    by_cell = _added_up(movements, lambda row: (row.municipality_id, row.corporation))
    by_place = _added_up(movements, lambda row: row.municipality_id)
    homes = sum((row.homes for row in movements), Homes())
    return YearFigures(
        year=year,
        on=on,
        homes=homes,
        municipalities=_municipalities(year, on, by_place),
        corporations=dict(sorted(_added_up(movements, lambda row: row.corporation).items())),
        months=_months(year, on, movements),
        forecast=_forecast(year, on, movements),
        cells=by_cell,
    )


def free_on(on: date, years: list[int]) -> list[tuple[int, int]]:
    """How many homes of each of these years, if they are there, were free as a date ended."""
    moved = LedgerEntry.objects.filter(year=OuterRef("year"), on__lte=on).order_by().values("year")
    held = moved.annotate(held=Sum(F("realised") + F("reserved"))).values("held")
    left = F("cap_then") + F("extra_then") - Coalesce(Subquery(held), 0)
    rows = as_decided(on).filter(year__in=years).annotate(left=left)
    return list(rows.order_by("year").values_list("year", "left"))


def movements_until(year: Year, on: date) -> list[Movements]:
    """The year's ledger up to a date, added up per month, municipality and corporation."""
    corporation = Party.objects.filter(pk=OuterRef("corporation_id")).values("name")
    rows = (
        LedgerEntry.objects.filter(year=year.year, on__lte=on)
        .annotate(month=TruncMonth("on"), corporation=Subquery(corporation))
        .values("month", "municipality_id", "corporation")
        .annotate(
            housed=Sum("realised"),
            held=Sum("reserved"),
            moves=Count("pk", filter=Q(movement__in=[Movement.RESERVE, Movement.RELEASE])),
        )
        .order_by("month")
    )
    return [
        Movements(
            month=row["month"],
            municipality_id=row["municipality_id"],
            corporation=row["corporation"],
            homes=Homes(realised=row["housed"], reserved=row["held"]),
            moves=row["moves"],
        )
        for row in rows
    ]


def _added_up(rows: Iterable[Movements], key: Callable[[Movements], Key]) -> dict[Key, Homes]:
    sums: dict[Key, Homes] = defaultdict(Homes)
    for row in rows:
        sums[key(row)] += row.homes
    return dict(sums)


def _municipalities(year: Year, on: date, homes: dict[int, Homes]) -> list[MunicipalityFigures]:
    return [
        MunicipalityFigures(
            municipality_id=share.municipality_id,
            name=share.municipality.name,
            agreed=share.agreed_then,
            is_hard=share.holder_then != POOL,
            is_fictitious=share.is_fictitious,
            homes=homes.get(share.municipality_id, Homes()),
        )
        for share in shares_on(year.year, on)
    ]


def _months(year: Year, on: date, movements: list[Movements]) -> list[MonthFigures]:
    """Twelve months, added up from the first movement on; what has yet to come is not known."""
    months = []
    for number in range(1, DECEMBER + 1):
        month = date(year.year, number, 1)
        so_far = sum((row.homes for row in movements if row.month <= month), Homes())
        months.append(MonthFigures(month=month, homes=so_far if month <= on else None))
    return months


def _forecast(year: Year, on: date, movements: list[Movements]) -> Forecast | None:
    before = [row for row in movements if row.month < year.first_day]
    within = [row for row in movements if row.month >= year.first_day]
    return expected_at_the_end(
        at_the_start=sum(row.homes.held for row in before),
        now=sum(row.homes.held for row in movements),
        least=sum(row.homes.realised for row in movements),
        most=year.ceiling,
        moves=sum(row.moves for row in within),
        days_gone=year.day_number(on),
        days=year.days,
    )
