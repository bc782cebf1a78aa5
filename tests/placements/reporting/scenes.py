"""Years with homes in them, made quickly."""

from datetime import UTC, date, datetime

from django.db import connection

from municipalities.models import Decision, Place, Share
from pact.access.actor import Actor, acting_as
from pact.agreement.models import District, Party
from placements.proposals.models import Placement
from placements.tenancies.models import Lease
from tests import factories
from tests.database import arranging

HAARLEM, BLOEMENDAAL, VELSEN = "Haarlem", "Bloemendaal", "Velsen"


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, 0, tzinfo=UTC)


def home(
    day: date,
    *,
    municipality: str = HAARLEM,
    corporation: str = "Pré Wonen",
    status: str = "moved_in",
    year: int = 2026,
    candidate=None,
    **details: object,
) -> Placement:
    """A home that is held or housed since a day; one person and one agent serve for all."""
    place = District.objects.filter(municipality__name=municipality).first()
    if municipality == HAARLEM:
        place = factories.district()
    agent = factories.MembershipFactory(role="letting_agent", party=factories.party(corporation))
    dwelling = factories.DwellingFactory(
        offered_by=agent, district=place, status="let" if status == "moved_in" else "reserved"
    )
    given = {} if candidate is None else {"candidate": candidate}
    return factories.PlacementFactory(
        dwelling=dwelling, status=status, status_at=at(day), year_id=year, **given, **details
    )


def step(placement: Placement, status: str, day: date, code: str = "") -> None:
    """Take one step in a placement's life, around who may do so."""
    also = {"lease_by": day} if status == "agreed" else {}
    gone = {"place": None} if status in {"declined", "withdrawn", "lapsed", "cancelled"} else {}
    with arranging():
        placement.move_to(status, at=at(day), code=code, **gone, **also)


def many_homes(number: int, *, year: int = 2026, status: str = "moved_in") -> None:
    """So many homes, spread over municipalities, corporations and the first eleven months."""
    corporations = list(Party.objects.filter(kind="corporation", ended_on=None).order_by("pk"))
    shares = list(Share.objects.filter(year=year).select_related("municipality").order_by("pk"))
    first = home(date(year, 1, 5), status=status, year=year)
    places = list(Place.objects.filter(year=year, taken=False).order_by("number"))
    for n in range(number - 1):
        share, corporation = shares[n % len(shares)], corporations[n % len(corporations)]
        factories.PlacementFactory(
            candidate=factories.CandidateFactory(caseworker=first.caseworker, tables=False),
            dwelling=factories.DwellingFactory(
                offered_by=first.agent,
                corporation=corporation,
                district=District.objects.filter(municipality=share.municipality).first(),
                status="let",
            ),
            agent=first.agent,
            proposed_by=first.proposed_by,
            place=places[n],
            status=status,
            status_at=at(date(year, n % 11 + 1, n % 20 + 1)),
            year_id=year,
        )


def lease(placement: Placement, started: date, **details: object) -> Lease:
    """A lease that started; introduced long enough unless told otherwise."""
    with arranging():
        return Lease.objects.create(
            placement=placement,
            form="regular",
            signed_on=started,
            starts_on=started,
            started_on=started,
            started_by=placement.agent,
            **details,
        )


def as_report():
    return acting_as(Actor.system("report"))


def decide(kind, value, day):
    """Two persons decide, and the decision is carried out."""
    one, two = [factories.MembershipFactory(role="coordinator") for _ in range(2)]
    with arranging(), connection.cursor() as cursor:
        decision = Decision.objects.create(
            kind=kind,
            year=2026,
            value=value,
            document="Besluit (fictief)",
            asked_by=one,
            asked_at=at(day),
            decided_by=two,
            decided_at=at(day),
        )
        cursor.execute("select municipalities_apply_decision(%s)", [decision.pk])
