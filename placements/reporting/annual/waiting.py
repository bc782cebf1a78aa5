"""Who waits for a home, and for how long: in bands between the months that the parties agreed on."""

from datetime import date

from django.db.models import Count, Q

from pact.agreement.norms import norms
from placements.reporting.annual.tables import Published, table
from placements.reporting.people import DAYS_IN_A_MONTH, PeopleFigures
from placements.reporting.waiting import days_waited, waiting_on

NORMS = ["waiting_band_months_1", "waiting_band_months_2", "waiting_band_months_3"]
Band = tuple[int, int | None]


def waiting(counted: PeopleFigures, on: date, few: int) -> Published:
    bands = {f"band_{place}": band for place, band in enumerate(bands_on(on))}
    rows = waiting_on(on).annotate(days=days_waited(on))
    found = rows.aggregate(
        **{key: Count("pk", filter=_within(*band)) for key, band in bands.items()}
    )
    published = table({_in_words(*band): found[key] for key, band in bands.items()}, few)
    is_hidden = published["total"] is None
    months = None if is_hidden else counted.median_months
    return published | {"median_months": None if months is None else str(months)}


def bands_on(on: date) -> list[Band]:
    """From how many months to how many; the last has no end. Two norms alike make one border."""
    borders = sorted(set(norms(*NORMS, on=on).values()))
    return list(zip([0, *borders], [*borders, None], strict=True))


def _within(first: int, end: int | None) -> Q:
    least = Q(days__gte=_days(first))
    return least if end is None else least & Q(days__lt=_days(end))


def _days(months: int) -> int:
    return round(months * DAYS_IN_A_MONTH)


def _in_words(first: int, end: int | None) -> str:
    if end is None:
        return f"{first} maanden of langer"
    return f"{first} tot {end} maanden" if first else f"minder dan {end} maanden"
