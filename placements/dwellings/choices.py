"""What there is to choose from when a home is offered or changed."""

from pact.common.fields import NOTHING_CHOSEN
from placements.candidates.choices import by_municipality, districts

Choices = list[tuple[str, object]]


def district_choices(municipality: str = "") -> Choices:
    """The districts of the newest division, by municipality; of one, where that is chosen."""
    rows = districts()
    if municipality.isdecimal():
        rows = rows.filter(municipality=municipality[:9])
    return [NOTHING_CHOSEN, *by_municipality(rows)]
