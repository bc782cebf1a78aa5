"""The homes of a year as they may be published. None is a number that is hidden."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pact.agreement.models import Party, PartyKind
from placements.reporting.figures import YearFigures, year_figures
from placements.reporting.suppression import (
    PublishedGrid,
    publish_grid,
    publish_growth,
    publish_row,
)
from placements.reporting.years import Year, years_on

Published = dict[str, Any]


def homes(year: Year, on: date, few: int) -> Published:
    """One grid of municipalities by corporations gives every sum that is shown of it."""
    figures = year_figures(year, on)
    grid = realised_grid(figures, few)
    region = _region(figures, grid, few)
    return {
        "cap": year.cap,
        "extra": year.extra,
        "ceiling": year.ceiling,
        **region,
        "pace": figures.pace,
        "agreed_is_fictitious": figures.has_fictitious_shares,
        "municipalities": _municipalities(figures, grid, region["reserved"], few),
        "corporations": [{"name": name, "realised": count} for name, count in grid.columns.items()],
        "grid": grid.cells,
        "months": _months(figures, region, few),
        "forecast": _forecast(figures, region),
    }


def realised_before(on: date, few: int, numbers: Iterable[int]) -> dict[int, int | None]:
    """How many homes were housed in earlier years, as each year's own report shows it."""
    found = {}
    for year in years_on(on):
        if year.year in numbers:
            figures = year_figures(year, year.last_day)
            found[year.year] = _region(figures, realised_grid(figures, few), few)["realised"]
    return found


def _region(figures: YearFigures, grid: PublishedGrid, few: int) -> dict[str, int | None]:
    return publish_row(
        {
            "realised": figures.homes.realised,
            "reserved": figures.homes.reserved,
            "free": max(figures.free, 0),
        },
        few,
        hidden=["realised"] if grid.total is None else [],
        dear=["realised"],
    ).cells


def realised_grid(figures: YearFigures, few: int) -> PublishedGrid:
    """Homes that were housed, per municipality and corporation."""
    names = Party.objects.filter(kind=PartyKind.CORPORATION).values_list("name", flat=True)
    corporations = sorted({*names, *figures.corporations})
    cells = {
        place.name: {
            corporation: _realised(figures, place.municipality_id, corporation)
            for corporation in corporations
        }
        for place in figures.municipalities
    }
    return publish_grid(cells, few)


def _realised(figures: YearFigures, municipality_id: int, corporation: str) -> int:
    homes = figures.cells.get((municipality_id, corporation))
    return homes.realised if homes else 0


def _municipalities(
    figures: YearFigures, grid: PublishedGrid, total_reserved: int | None, few: int
) -> list[Published]:
    reserved = publish_row(
        {place.name: place.homes.reserved for place in figures.municipalities},
        few,
        total_hidden=total_reserved is None,
    ).cells
    before = _last_year(figures, few)
    return [
        {
            "name": place.name,
            "agreed": place.agreed,
            "is_hard": place.is_hard,
            "realised": grid.rows[place.name],
            "reserved": reserved[place.name],
            "last_year": before.get(place.name),
        }
        for place in figures.municipalities
    ]


def _last_year(figures: YearFigures, few: int) -> dict[str, int | None]:
    """The year before as its own report showed it: on its last day, hidden in the same way."""
    number = figures.year.year - 1
    before = next((year for year in years_on(figures.on) if year.year == number), None)
    if before is None:
        return {}
    return realised_grid(year_figures(before, before.last_day), few).rows


def _months(figures: YearFigures, region: Published, few: int) -> list[int | None]:
    known = [month.homes.realised for month in figures.months if month.homes]
    shown = publish_growth(known, few, total_hidden=region["realised"] is None)
    return [*shown, *[None] * (len(figures.months) - len(shown))]


def _forecast(figures: YearFigures, region: Published) -> list[int] | None:
    """A band is left out where it would tell what is hidden."""
    if figures.forecast is None or None in region.values():
        return None
    return [figures.forecast.low, figures.forecast.high]
