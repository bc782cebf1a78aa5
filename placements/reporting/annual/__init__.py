"""What the annual report tells: every figure of a year as it may be published, as plain data."""

from datetime import date
from typing import Any

from pact.agreement.norms import norm
from placements.reporting.annual.agreed import agreed
from placements.reporting.annual.homes import homes, realised_before
from placements.reporting.annual.people import COHORTS, people, years_that_hide_their_leases
from placements.reporting.years import years_on

SHAPE = 3
"""Counts up when the shape of the figures changes, so that an old report still finds its way."""


class NoSuchYear(LookupError):
    """Nobody decided how many homes this year has."""


def annual_figures(number: int, on: date) -> dict[str, Any]:
    """The figures of a year on a date, with every small number already taken out.

    Read by the machine that makes reports; what comes out holds counts, dates and names of parties.
    """
    year = next((year for year in years_on(on) if year.year == number), None)
    if year is None:
        raise NoSuchYear(number)
    few = norm("cell_threshold", on)
    found = homes(year, on, few)
    before = realised_before(on, few, range(number - COHORTS + 1, number))
    hidden = years_that_hide_their_leases(before | {number: found["realised"]}, on, few)
    return {
        "shape": SHAPE,
        "year": number,
        "on": on.isoformat(),
        "few": few,
        "homes": found,
        **people(year, on, few, hidden),
        **agreed(year, on, unused_hidden=found["free"] is None),
    }
