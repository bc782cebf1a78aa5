"""A household and a home that fit, to bend one fact at a time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from placements.matching.facts import Home, Household, Introduced
from placements.matching.terms import Terms

NOBODY = UUID(int=0)
SCHALKWIJK, DELFTWIJK = 1, 2

TERMS = Terms(
    on=date(2026, 11, 24),
    introduction_months=6,
    introduction_contacts=3,
    rent_limit=Decimal(713),
    complex_percent=30,
    complex_since=date(2026, 5, 24),
    bedrooms_short=1,
    bedrooms_spare=2,
)
HOME = Home(
    id=1,
    public_id=NOBODY,
    address="Verzonnenlaan 14",
    city="Haarlem",
    district_id=10,
    area_id=SCHALKWIJK,
    area="Schalkwijk",
    bedrooms=1,
    rent=Decimal("612.40"),
    floor=3,
    has_lift=True,
    accessibility="none",
    is_quiet=None,
    complex_lettings=None,
    complex_priority=None,
    starts_on=date(2026, 12, 15),
)
INTRODUCED = Introduced(
    area_id=SCHALKWIJK, area="Schalkwijk", first_contact_on=date(2026, 5, 12), contacts=3
)
HOUSEHOLD = Household(
    id=1,
    public_id=NOBODY,
    reference="K-7HQ2MX",
    waiting_since=date(2026, 3, 3),
    adults=1,
    children=0,
    bedrooms=1,
    accessibility="none",
    wants_quiet=False,
    max_rent=Decimal(700),
    earliest_month=None,
    income_class="appropriate",
    guidance_is_named=True,
    introductions=(INTRODUCED,),
)


def introduced(**changes: object) -> tuple[Introduced, ...]:
    return (replace(INTRODUCED, **changes),)
