"""The answers of an application as a person reads them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext

from municipalities.models import IntroductionArea
from pact.agreement.models import District, Municipality
from pact.common.shown import amount_in_euros, day_in_words
from placements.candidates.application import AREAS, AVOIDED
from placements.candidates.models import Accessibility, IncomeClass, Intensity, Origin

NAMED: dict[str, Any] = {
    AREAS: IntroductionArea,
    AVOIDED: District,
    "municipality_of_origin": Municipality,
}
CHOICES: dict[str, type[TextChoices]] = {
    "accessibility": Accessibility,
    "origin": Origin,
    "income_class": IncomeClass,
    "intensity": Intensity,
}


def names_in(loaded: Any) -> dict[str, Any]:
    """The three answers that are rows elsewhere, by name, of a candidate from ``whole``."""
    care = getattr(loaded, "care", None)
    return {
        AREAS: ", ".join(loaded.area_names),
        AVOIDED: ", ".join(loaded.avoided_names),
        "municipality_of_origin": _origin_of(care) if care else "",
    }


def _origin_of(care: Any) -> str:
    if care.from_elsewhere:
        return gettext("outside the region")
    return str(care.municipality_of_origin or "")


def in_words(field: str, value: Any) -> str:
    """An answer as a person reads it: a name for a number, a word for a code."""
    if value is None or value in ("", []):
        return ""
    if field in NAMED:
        pks = value if isinstance(value, list) else [value]
        return ", ".join(str(row) for row in NAMED[field].objects.filter(pk__in=pks))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):
        return day_in_words(value, "F Y" if field.endswith("_month") else "j F Y")
    if isinstance(value, Decimal):
        return amount_in_euros(value)
    return str(CHOICES[field](value).label) if field in CHOICES else str(value)
