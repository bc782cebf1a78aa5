"""Which reader sees what of a home: the corporation and the coordinator all of it, others a part."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pact.agreement.models import ReasonKind
from pact.common.dates import local_date
from pact.common.shown import amount_in_euros, day_in_words
from placements.candidates.reasons import in_words
from placements.dwellings.models import Dwelling
from placements.dwellings.states import OFF_THE_TABLE, OPEN, DwellingStatus


@dataclass(frozen=True, kw_only=True)
class Home:
    """A home as the care party's caseworker reads it, from the proposal on."""

    address: str
    postcode: str
    city: str
    municipality: str
    district: str
    corporation: str
    rooms: int
    bedrooms: int
    area_m2: int | None
    rent: Decimal
    floor: str
    accessibility: str
    quiet: str
    complex_reference: str
    available_from: date
    contract_form: str


@dataclass(frozen=True, kw_only=True)
class OfferedHome:
    """A home with how its offer stands, for the corporation and the coordinator."""

    public_id: UUID
    reference: str
    home: Home
    status: str
    status_label: str
    tone: str
    offered_by: str
    offered_on: date
    answer_by: date
    vacant_days: int | None
    reason: str
    is_offered: bool
    is_offered_twice: bool
    may_be_offered_again: bool


def shown_to_caseworker(dwelling: Dwelling) -> Home:
    return Home(
        address=dwelling.address,
        postcode=f"{dwelling.postcode[:4]} {dwelling.postcode[4:]}",
        city=dwelling.city,
        municipality=dwelling.municipality.name,
        district=dwelling.district.name,
        corporation=dwelling.corporation.name,
        rooms=dwelling.rooms,
        bedrooms=dwelling.bedrooms,
        area_m2=dwelling.area_m2,
        rent=dwelling.rent,
        floor=floor_in_words(dwelling.floor, has_lift=dwelling.has_lift),
        accessibility=dwelling.get_accessibility_display(),
        quiet=quiet_in_words(dwelling),
        complex_reference=dwelling.complex_reference,
        available_from=dwelling.available_from,
        contract_form=dwelling.get_contract_form_display(),
    )


def shown_to_owner(dwelling: Dwelling, *, today: date) -> OfferedHome:
    """For the corporation whose home it is, and for the coordinator."""
    return OfferedHome(
        public_id=dwelling.public_id,
        reference=dwelling.reference,
        home=shown_to_caseworker(dwelling),
        status=dwelling.status,
        status_label=dwelling.get_status_display(),
        tone=tone_of(dwelling, today),
        offered_by=dwelling.offered_by.user.name,
        offered_on=local_date(dwelling.offered_at),
        answer_by=dwelling.answer_by,
        vacant_days=vacant_days(dwelling, today),
        reason=getattr(dwelling, "reason", None) or "",
        is_offered=dwelling.status == DwellingStatus.OFFERED,
        is_offered_twice=getattr(dwelling, "is_offered_twice", False),
        may_be_offered_again=dwelling.status in OFF_THE_TABLE,
    )


def with_reason(rows: QuerySet) -> QuerySet:
    """With why a home is off the table, in the reader's language, as a column."""
    kinds = [ReasonKind.DWELLING_WITHDRAWAL, ReasonKind.DWELLING_RETURN]
    return rows.annotate(reason=in_words(kinds, "status_code"))


def vacant_days(dwelling: Dwelling, today: date) -> int | None:
    """How long a home has stood empty for the pact; None while it is not available yet."""
    if dwelling.status in OPEN:
        days = (today - dwelling.available_from).days
        return days if days >= 0 else None
    return max(0, (local_date(dwelling.status_at) - dwelling.available_from).days)


def tone_of(dwelling: Dwelling, today: date) -> str:
    if dwelling.status == DwellingStatus.OFFERED and dwelling.answer_by < today:
        return "bad"
    return {DwellingStatus.LET: "ok", DwellingStatus.RESERVED: "warn"}.get(dwelling.status, "plain")


def floor_in_words(floor: int, *, has_lift: bool) -> str:
    if floor == 0:
        return _("ground floor")
    lift = _("with a lift") if has_lift else _("without a lift")
    return _("floor %(number)s, %(lift)s") % {"number": floor, "lift": lift}


def quiet_in_words(dwelling: Dwelling) -> str:
    """What nobody said is unknown, and not “no”."""
    if dwelling.is_quiet is None:
        return _("unknown")
    return _("yes") if dwelling.is_quiet else _("no")


def shown_offer(dwelling: Dwelling) -> dict[str, Any]:
    """Per label of the form what is there now, for whoever edited an older page."""
    home = shown_to_caseworker(dwelling)
    return {
        _("Address"): f"{home.address}, {home.postcode} {home.city}",
        _("District"): f"{home.district}, {home.municipality}",
        _("Rooms"): home.rooms,
        _("Bedrooms"): home.bedrooms,
        _("Surface in m²"): home.area_m2,
        _("Basic rent a month"): amount_in_euros(home.rent),
        _("Floor"): home.floor,
        _("Accessibility"): home.accessibility,
        _("Quiet surroundings"): home.quiet,
        _("Complex"): home.complex_reference,
        _("Available from"): day_in_words(home.available_from),
        _("Contract form"): home.contract_form,
        _("Answer wanted by"): day_in_words(dwelling.answer_by),
    }
