"""What a corporation tells of a home when it offers it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pact.agreement.models import District


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A home as it was typed and found readable; nothing of who offers it."""

    postcode: str
    house_number: int
    addition: str
    street: str
    city: str
    district: District
    rooms: int
    bedrooms: int
    area_m2: int | None
    rent: Decimal
    floor: int
    has_lift: bool
    accessibility: str
    is_quiet: bool | None
    complex_reference: str
    available_from: date
    contract_form: str
    answer_by: date

    def fields(self) -> dict[str, Any]:
        """The values of the dwelling's row; a district lies in one municipality."""
        plain = {name: value for name, value in vars(self).items() if name != "district"}
        return plain | {
            "district_id": self.district.pk,
            "municipality_id": self.district.municipality_id,
        }


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What may still be put right of a home for which somebody is proposed."""

    postcode: str
    house_number: int
    addition: str
    street: str
    city: str
    area_m2: int | None
    rent: Decimal
    floor: int
    has_lift: bool
    accessibility: str
    is_quiet: bool | None
    complex_reference: str
    available_from: date
