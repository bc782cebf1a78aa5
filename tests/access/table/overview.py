"""Who gets in where, among the pages across features."""

from tests.access.door import COO, CW, EVERYONE, FG, ByRole, Door
from tests.factories import WINTER, DwellingFactory, PlacementFactory


def day_at_the_table(_cast: ByRole) -> dict:
    """A day with a proposal, and a home for which there was none."""
    PlacementFactory()
    DwellingFactory()
    return {"day": WINTER.date()}


DOORS = [
    Door("overview:work", "get", dict.fromkeys(EVERYONE, 200)),
    Door("overview:search", "get", {CW: 200, COO: 200, FG: 200}),
    Door("overview:search", "post", {CW: 422, COO: 422, FG: 422}),
    Door("overview:minutes", "get", {COO: 302}),
    Door("overview:minutes_of", "get", {COO: 200}, own=day_at_the_table),
    Door("overview:search_alike", "get", {COO: 200}),
    Door("overview:search_alike", "post", {COO: 422}),
    Door("audit:looks", "get", {FG: 200}),
    Door("agreement:agreement", "get", dict.fromkeys(EVERYONE, 200)),
]
