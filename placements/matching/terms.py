"""What the parties agreed that weighs when a household and a home are brought together."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from pact.agreement.norms import norms
from pact.common.dates import months_before

NORMS = [
    "introduction_months",
    "introduction_contacts",
    "rent_limit_appropriate",
    "complex_share_percent",
    "complex_figures_months",
    "bedrooms_short",
    "bedrooms_spare",
]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The norms that matching asks, as they hold on the day of the table."""

    on: date
    introduction_months: int
    introduction_contacts: int
    rent_limit: Decimal
    complex_percent: int
    complex_since: date
    bedrooms_short: int
    bedrooms_spare: int

    @classmethod
    def on_day(cls, on: date) -> Self:
        values = norms(*NORMS, on=on)
        return cls(
            on=on,
            introduction_months=values["introduction_months"],
            introduction_contacts=values["introduction_contacts"],
            rent_limit=Decimal(values["rent_limit_appropriate"]),
            complex_percent=values["complex_share_percent"],
            complex_since=months_before(on, values["complex_figures_months"]),
            bedrooms_short=values["bedrooms_short"],
            bedrooms_spare=values["bedrooms_spare"],
        )
