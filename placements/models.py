"""Every model of the road; each lives in the package of its feature."""

from placements.candidates.models import (
    AvoidedDistrict,
    Candidate,
    Card,
    Care,
    Identity,
    MissingItem,
    Need,
    Note,
    PreferredArea,
    Safety,
    Support,
    Uitstromer,
)
from placements.dwellings.complexes.models import ComplexLoad
from placements.dwellings.models import Dwelling
from placements.guidance.models import ContactMoment, Guidance, Responsibility, Takeover
from placements.introductions.models import Contact, Exemption, Introduction, Request
from placements.proposals.models import Placement, Question
from placements.reporting.models import Report
from placements.signals.models import Signal
from placements.tenancies.models import Appointment, Lease

__all__ = [
    "Appointment",
    "AvoidedDistrict",
    "Candidate",
    "Card",
    "Care",
    "ComplexLoad",
    "Contact",
    "ContactMoment",
    "Dwelling",
    "Exemption",
    "Guidance",
    "Identity",
    "Introduction",
    "Lease",
    "MissingItem",
    "Need",
    "Note",
    "Placement",
    "PreferredArea",
    "Question",
    "Report",
    "Request",
    "Responsibility",
    "Safety",
    "Signal",
    "Support",
    "Takeover",
    "Uitstromer",
]
