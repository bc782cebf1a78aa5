"""Why is this 23? What came and went each month, from the ledger, and how it adds up."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from municipalities.models import LedgerEntry, Movement
from placements.reporting.figures import Homes
from placements.reporting.years import Year


@dataclass(frozen=True, kw_only=True)
class MonthOfMovements:
    """What one month added and took away, and where the region stood at its end."""

    month: date
    reserved: int
    released: int
    housed: int
    corrected: int
    after: Homes


@dataclass(frozen=True, kw_only=True)
class Line:
    """One movement of one home: a number, a code and a date; never whom."""

    on: date
    movement: str
    municipality: str
    place_number: int | None
    placement: UUID
    code: str

    @property
    def reference(self) -> str:
        """Enough of the placement's long number to tell the lines of a page apart."""
        return str(self.placement)[:8]


def movements_of(year: Year, on: date) -> list[MonthOfMovements]:
    """The months in which something moved, oldest first; each movement counted as it was written."""
    rows = (
        LedgerEntry.objects.filter(year=year.year, on__lte=on)
        .annotate(month=TruncMonth("on"))
        .values("month")
        .annotate(
            held=Sum("reserved", default=0),
            housed=Sum("realised", filter=Q(movement=Movement.REALISE), default=0),
            corrected=Sum("realised", filter=Q(movement=Movement.CORRECT), default=0),
            came=Sum("reserved", filter=Q(movement=Movement.RESERVE), default=0),
            went=Sum("reserved", filter=Q(movement=Movement.RELEASE), default=0),
        )
        .order_by("month")
    )
    months, after = [], Homes()
    for row in rows:
        after += Homes(realised=row["housed"] + row["corrected"], reserved=row["held"])
        months.append(
            MonthOfMovements(
                month=row["month"],
                reserved=row["came"],
                released=-row["went"],
                housed=row["housed"],
                corrected=row["corrected"],
                after=after,
            )
        )
    return months


def entries_of(year: Year, on: date) -> QuerySet[LedgerEntry]:
    """The movements of a year one by one, up to a date."""
    rows = LedgerEntry.objects.filter(year=year.year, on__lte=on)
    return rows.select_related("municipality")


def line(entry: LedgerEntry) -> Line:
    """A movement as the coordinator reads it."""
    return Line(
        on=entry.on,
        movement=entry.get_movement_display(),
        municipality=entry.municipality.name,
        place_number=entry.place_number,
        placement=entry.placement,
        code=entry.code,
    )
