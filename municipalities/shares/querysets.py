"""The shares of the years that are not over, as an administrator reads them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from municipalities.models import POOL, PactYear, Share


@dataclass(frozen=True)
class YearOfShares:
    """A year with what each municipality takes of it."""

    year: int
    ceiling: int
    shares: list[Share]

    @property
    def shared(self) -> int:
        return sum(share.agreed for share in self.shares)

    @property
    def left(self) -> int:
        return self.ceiling - self.shared


def shares_of(year: int) -> QuerySet[Share]:
    rows = Share.objects.filter(year=year).select_related("municipality")
    return rows.order_by("municipality__name")


def years_from(year: int) -> list[YearOfShares]:
    """This year and those after it, in two statements."""
    shares: dict[int, list[Share]] = {}
    rows = Share.objects.filter(year__gte=year).select_related("municipality")
    for share in rows.order_by("municipality__name"):
        shares.setdefault(share.year_id, []).append(share)
    return [
        YearOfShares(found.year, found.ceiling, shares.get(found.year, []))
        for found in PactYear.objects.filter(year__gte=year)
    ]


def is_limit(share: Share) -> bool:
    return share.holder != POOL
