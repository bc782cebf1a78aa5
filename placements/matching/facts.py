"""What weighs when a household and a home are brought together, and nothing else.

Loaded in one statement for all homes and one for all households. Of the care only the income class
comes along, because the rent depends on it: what is not here cannot weigh.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Greatest, JSONObject

from municipalities.models import AreaDistrict
from pact.access.actor import Actor
from placements.candidates.models import AvoidedDistrict, PreferredArea
from placements.candidates.querysets import CandidateQuerySet
from placements.dwellings.complexes.models import ComplexLoad
from placements.dwellings.models import Dwelling
from placements.dwellings.querysets import DwellingQuerySet
from placements.dwellings.states import DwellingStatus
from placements.guidance.models import Guidance
from placements.introductions.models import Exemption, Introduction
from placements.introductions.states import OPEN
from placements.matching.terms import Terms


@dataclass(frozen=True, kw_only=True)
class Home:
    """An offered dwelling, with the introduction area it lies in on the expected start."""

    id: int
    public_id: UUID
    address: str
    city: str
    district_id: int
    area_id: int | None
    area: str
    bedrooms: int
    rent: Decimal
    floor: int
    has_lift: bool
    accessibility: str
    is_quiet: bool | None
    complex_lettings: int | None
    complex_priority: int | None
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class Introduced:
    """An introduction that is planned or running; without a first contact its clock stands still."""

    area_id: int
    area: str
    first_contact_on: date | None
    contacts: int


@dataclass(frozen=True, kw_only=True)
class Household:
    """What of a candidate may weigh: the need, the income class, the areas, the waiting time."""

    id: int
    public_id: UUID
    reference: str
    waiting_since: date
    adults: int
    children: int
    bedrooms: int
    accessibility: str
    wants_quiet: bool
    max_rent: Decimal
    earliest_month: date | None
    income_class: str | None
    guidance_is_named: bool
    exempt_until: date | None = None
    introductions: tuple[Introduced, ...] = ()
    avoided: frozenset[int] = field(default_factory=frozenset)
    preferred: frozenset[int] = field(default_factory=frozenset)

    @property
    def people(self) -> int:
        return self.adults + self.children

    def introduction_in(self, area_id: int | None) -> Introduced | None:
        """The introduction in an area; the one that began first counts."""
        there = [each for each in self.introductions if each.area_id == area_id]
        return min(there, key=lambda each: each.first_contact_on or date.max, default=None)


def offered_homes(actor: Actor) -> DwellingQuerySet:
    """Homes that wait for a candidate; whoever must be answered first stands first."""
    offered = Dwelling.objects.visible_to(actor).filter(status=DwellingStatus.OFFERED)
    return offered.order_by("answer_by", "pk")


def with_area(
    dwellings: DwellingQuerySet, *, today: date, starts_on: date | None = None
) -> DwellingQuerySet:
    """Add the introduction area of each home on the day its lease would start: as early as can be,
    or later, on ``starts_on``.
    """
    start = Greatest("available_from", Value(starts_on or today), Value(today))
    dwellings = dwellings.annotate(expected_start=start)
    still = Q(valid_to=None) | Q(valid_to__gt=OuterRef("expected_start"))
    part = AreaDistrict.objects.filter(
        still, district=OuterRef("district"), valid_from__lte=OuterRef("expected_start")
    )
    return dwellings.annotate(
        area_id=Subquery(part.values("area")[:1]), area_name=Subquery(part.values("area__name")[:1])
    )


def with_load(dwellings: DwellingQuerySet, terms: Terms) -> DwellingQuerySet:
    """Add what the corporation told last of each home's complex, unless it is too old to hold."""
    told = ComplexLoad.objects.of_home(since=Value(terms.complex_since))
    return dwellings.annotate(
        complex_lettings=Subquery(told.values("lettings")[:1]),
        complex_priority=Subquery(told.values("priority")[:1]),
    )


def home_of(dwelling: Any) -> Home:
    """What weighs of a dwelling that came ``with_area`` and ``with_load``."""
    return Home(
        id=dwelling.pk,
        public_id=dwelling.public_id,
        address=dwelling.address,
        city=dwelling.city,
        district_id=dwelling.district_id,
        area_id=dwelling.area_id,
        area=dwelling.area_name or "",
        bedrooms=dwelling.bedrooms,
        rent=dwelling.rent,
        floor=dwelling.floor,
        has_lift=dwelling.has_lift,
        accessibility=dwelling.accessibility,
        is_quiet=dwelling.is_quiet,
        complex_lettings=dwelling.complex_lettings,
        complex_priority=dwelling.complex_priority,
        starts_on=dwelling.expected_start,
    )


def households(candidates: CandidateQuerySet) -> list[Household]:
    """What weighs of these candidates, in one statement."""
    return [household_of(candidate) for candidate in with_facts(candidates)]


def with_facts(candidates: CandidateQuerySet) -> CandidateQuerySet:
    """Add what weighs of each candidate; without a need nobody can be matched."""
    about = {"candidate": OuterRef("pk")}
    return (
        candidates.filter(need__adults__isnull=False)
        .select_related("need", "care")
        .annotate(
            introduced=ArraySubquery(_introductions(**about)),
            avoided_ids=ArraySubquery(AvoidedDistrict.objects.filter(**about).values("district")),
            preferred_ids=ArraySubquery(PreferredArea.objects.filter(**about).values("area")),
            guided=Exists(Guidance.objects.running().filter(**about)),
            exempt_until=Subquery(_exemptions(**about).values("catch_up_by")[:1]),
        )
        .order_by("pk")
    )


def _exemptions(**about: object):
    """The one that holds longest, of those that no lease has used."""
    return Exemption.objects.filter(**about).free().order_by("-catch_up_by")


def _introductions(**about: object):
    held = Count("contacts", filter=Q(contacts__is_held=True, contacts__dropped_at=None))
    return (
        Introduction.objects.filter(**about, status__in=OPEN)
        .annotate(held=held)
        .values(
            row=JSONObject(
                area="area_id", name="area__name", first="first_contact_on", contacts="held"
            )
        )
    )


def household_of(candidate: Any) -> Household:
    """What weighs of a candidate who came ``with_facts``."""
    need, care = candidate.need, getattr(candidate, "care", None)
    since = candidate.waiting_since or date.max - timedelta(days=candidate.days_on_hold)
    return Household(
        id=candidate.pk,
        public_id=candidate.public_id,
        reference=candidate.reference,
        waiting_since=since + timedelta(days=candidate.days_on_hold),
        adults=need.adults,
        children=need.children,
        bedrooms=need.bedrooms,
        accessibility=need.accessibility,
        wants_quiet=need.wants_quiet,
        max_rent=need.max_rent,
        earliest_month=need.earliest_month,
        income_class=care.income_class if care else None,
        guidance_is_named=candidate.guided,
        exempt_until=candidate.exempt_until,
        introductions=tuple(_introduced(**row) for row in candidate.introduced),
        avoided=frozenset(candidate.avoided_ids),
        preferred=frozenset(candidate.preferred_ids),
    )


def _introduced(*, area: int, name: str, first: str | None, contacts: int) -> Introduced:
    day = date.fromisoformat(first) if first else None
    return Introduced(area_id=area, area=name, first_contact_on=day, contacts=contacts)
