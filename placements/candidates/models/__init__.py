"""A household, split into tables by who may read them: a row rule then is a field rule.

``Candidate`` is a reference and a life cycle; an ``Uitstromer`` is one of the people it is about,
each with tables of their own. Every table here repeats who the caseworker is; a foreign key over
both columns keeps that true, and row-level security reads it.

A draft may lack anything, so what a number or a date must say may be empty in the database. Only
its caseworker sees a draft, and submitting demands every gap filled.
"""

from placements.candidates.models.areas import AvoidedDistrict, PreferredArea
from placements.candidates.models.candidate import Candidate, MissingItem, PossibleDouble
from placements.candidates.models.household import (
    Accessibility,
    Care,
    IncomeClass,
    Need,
    Note,
    Origin,
    Safety,
)
from placements.candidates.models.person import (
    Card,
    Fingerprint,
    Identity,
    Intensity,
    Support,
    Uitstromer,
)

__all__ = [
    "Accessibility",
    "AvoidedDistrict",
    "Candidate",
    "Card",
    "Care",
    "Fingerprint",
    "Identity",
    "IncomeClass",
    "Intensity",
    "MissingItem",
    "Need",
    "Note",
    "Origin",
    "PossibleDouble",
    "PreferredArea",
    "Safety",
    "Support",
    "Uitstromer",
]
