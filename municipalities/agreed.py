"""What was agreed, as it holds on a day: four questions to the database, whatever the number of rows."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from municipalities.models import AreaDistrict, AreaWork, IntroductionArea, PactYear, Share
from municipalities.parties.one import (
    Handover,
    OtherName,
    called,
    given,
    handovers_of,
    names_of,
)
from pact.agreement import names
from pact.agreement.models import (
    Document,
    Norm,
    OfficeBasis,
    Participation,
    Party,
    PartyKind,
)


@dataclass(frozen=True)
class PartyShown:
    """A party under all of its names, with what it signed and what it handed over or took."""

    name: str
    is_fictitious: bool
    aliases: list[OtherName]
    signed: list[str]
    handed_over: list[Handover]


@dataclass(frozen=True)
class ShareShown:
    """What a municipality takes of the year's homes."""

    municipality: str
    agreed: int
    is_fictitious: bool
    is_limit: bool
    document: str


def documents(on: date) -> QuerySet[Document]:
    """The signed texts, each with how many parties signed it: counted, never written down."""
    still = Q(participations__valid_to=None) | Q(participations__valid_to__gt=on)
    return Document.objects.annotate(
        parties=Count("participations", filter=still & Q(participations__valid_from__lte=on))
    ).order_by("signed_on")


def parties(on: date) -> list[Party]:
    """Every party with its names, signatures, successions and this year's share, in one statement."""
    of_party = {"party": OuterRef("pk")}
    signed = Participation.objects.on(on).filter(**of_party).order_by("document__signed_on")
    bases = JSONObject(by="given_by", document="document", on="decided_on")
    return list(
        Party.objects.existing(on)
        .select_related("municipality")
        .annotate(
            called=called(),
            signed=ArraySubquery(signed.values("document__key")),
            handed_over=given(),
            shares_now=ArraySubquery(_shares_of_a_party(on.year)),
            office_bases=ArraySubquery(
                OfficeBasis.objects.on(on).filter(**of_party).values(it=bases)
            ),
        )
    )


def _shares_of_a_party(year: int) -> QuerySet:
    shown = ["agreed", "is_fictitious", "holder", "document"]
    shares = Share.objects.filter(year=year, municipality=OuterRef("municipality"))
    return shares.values(it=JSONObject(**{name: name for name in shown}))


def by_kind(everybody: list[Party], titles: dict[str, str]) -> list[tuple[str, list[PartyShown]]]:
    """The parties under the name of their kind, in the order of the agreement."""
    return [
        (kind.label, [_shown(party, titles) for party in everybody if party.kind == kind])
        for kind in PartyKind
        if kind != PartyKind.OFFICE
    ]


def _shown(party: Party, titles: dict[str, str]) -> PartyShown:
    return PartyShown(
        name=party.name,
        is_fictitious=party.is_fictitious,
        aliases=names_of(party.called),
        signed=[titles[key] for key in party.signed],
        handed_over=handovers_of(party.handed_over),
    )


def shares(everybody: list[Party]) -> list[ShareShown]:
    """The shares of the year, the largest first."""
    shown = [
        ShareShown(
            municipality=party.municipality.name,
            agreed=share["agreed"],
            is_fictitious=share["is_fictitious"],
            is_limit=bool(share["holder"]),
            document=share["document"],
        )
        for party in everybody
        for share in party.shares_now
    ]
    return sorted(shown, key=lambda share: (-share.agreed, share.municipality))


@dataclass(frozen=True)
class OfficeShown:
    """Who coordinates, and on whose decision, where that is on record."""

    name: str
    is_fictitious: bool
    given_by: str
    document: str
    decided_on: date | None


def offices(everybody: list[Party]) -> list[OfficeShown]:
    """The offices that coordinate; the one whose basis holds today alone, where there is one."""
    shown = [_office(party) for party in everybody if party.kind == PartyKind.OFFICE]
    return [office for office in shown if office.given_by] or shown


def _office(party: Party) -> OfficeShown:
    basis = party.office_bases[0] if party.office_bases else None
    return OfficeShown(
        name=party.name,
        is_fictitious=party.is_fictitious,
        given_by=basis["by"] if basis else "",
        document=basis["document"] if basis else "",
        decided_on=date.fromisoformat(basis["on"]) if basis else None,
    )


@dataclass(frozen=True)
class NormShown:
    """A number that holds, in words, with the sentence it comes from."""

    name: str
    value: int
    unit: str
    quote: str
    source: str
    valid_from: date
    is_fictitious: bool
    decided: str


def norms(on: date) -> list[NormShown]:
    """The norms that hold on a day; those that stand in a document first."""
    order = {key: place for place, key in enumerate(names.NORMS)}
    years = PactYear.objects.filter(year=on.year)
    rows = Norm.objects.on(on).annotate(
        this_year=ArraySubquery(years.values(it=JSONObject(cap="cap", extra="extra")))
    )
    shown = sorted(rows, key=lambda norm: (norm.is_fictitious, order.get(norm.key, len(order))))
    return [
        NormShown(
            name=str(names.NORMS.get(norm.key, norm.key)),
            value=norm.value,
            unit=str(names.UNITS.get(norm.unit, norm.unit)),
            quote=norm.quote,
            source=norm.source,
            valid_from=norm.valid_from,
            is_fictitious=norm.is_fictitious,
            decided=_decided(norm, on) if norm.key == "annual_cap" else "",
        )
        for norm in shown
    ]


def _decided(cap: Norm, on: date) -> str:
    """What the parties decided on for this year, where that is another number than they agreed."""
    for year in cap.this_year:
        if (year["cap"], year["extra"]) != (cap.value, 0):
            homes = f"{year['cap']} + {year['extra']}" if year["extra"] else year["cap"]
            return _("For %(year)s the parties decided on %(homes)s.") % {
                "year": on.year,
                "homes": homes,
            }
    return ""


CAME_ALONG = Q(area__is_fictitious=True, valid_from=F("area__valid_from"))
"""Who introduces since a made-up area began is made up with it; an administrator lets nobody
introduce before today."""


def areas(on: date) -> QuerySet:
    """The introduction areas with their districts, who divided those, and who introduces there."""
    of_area = {"area": OuterRef("pk")}
    districts = AreaDistrict.objects.on(on).filter(**of_area).order_by("district__name")
    divided = districts.order_by("district__source").exclude(district__source="").distinct()
    work = AreaWork.objects.on(on).filter(**of_area).order_by("party__name")
    made_up = ExpressionWrapper(CAME_ALONG, output_field=BooleanField())
    who = JSONObject(name="party__name", is_fictitious=made_up)
    return (
        IntroductionArea.objects.on(on)
        .select_related("municipality")
        .annotate(
            districts=ArraySubquery(districts.values("district__name")),
            divided_by=ArraySubquery(divided.values("district__source")),
            introduced_by=ArraySubquery(work.values(it=who)),
        )
        .order_by("municipality__name", "name")
    )
