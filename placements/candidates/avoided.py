"""What is under way where a household must not live. Why is on record nowhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from municipalities.models import AreaDistrict
from placements.candidates.models import AvoidedDistrict, Candidate

LIVE = ["proposed", "agreed", "leased", "moved_in"]
INTRODUCED = ["planned", "started"]
"""Statuses of a placement and of an introduction, as words: both come later on the road."""

PLACEMENT, INTRODUCTION = "placement", "introduction"


@dataclass(frozen=True, kw_only=True)
class UnderWay:
    """A placement or an introduction that leads where the household must not live."""

    kind: str
    public_id: UUID


def avoids(district: str, *, household: object = OuterRef("candidate")) -> Exists:
    """Whether the household of a row avoids this district of it."""
    return Exists(AvoidedDistrict.objects.filter(candidate=household, district=OuterRef(district)))


def avoids_area(on: date) -> Q:
    """Whether the household of a row avoids every district of its area."""
    parts = AreaDistrict.objects.on(on).filter(area=OuterRef("area"))
    avoided = AvoidedDistrict.objects.filter(candidate=OuterRef(OuterRef("candidate")))
    left = parts.exclude(district__in=avoided.values("district"))
    return Q(Exists(parts)) & ~Q(Exists(left))


def under_way(candidate: Candidate, *, on: date) -> list[UnderWay]:
    """What leads this household, at this moment, to where it must not live."""
    homes = candidate.placements.filter(avoids("dwelling__district"), status__in=LIVE)
    areas = candidate.introductions.filter(avoids_area(on), status__in=INTRODUCED)
    return [
        UnderWay(kind=kind, public_id=public_id)
        for kind, rows in [(PLACEMENT, homes), (INTRODUCTION, areas)]
        for public_id in rows.order_by("pk").values_list("public_id", flat=True)
    ]
