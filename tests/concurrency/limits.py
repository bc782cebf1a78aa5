"""How many homes at most: a small year, or a small share that is a limit in a year with room."""

from dataclasses import dataclass

from django.db import connection

from municipalities.models import POOL, Decision, PactYear, Place, Share
from pact.agreement.models import Municipality
from placements.proposals.models import Placement
from tests.cast import Cast
from tests.concurrency.rivals import FREE_ON
from tests.database import arranging
from tests.factories import WINTER, district

YEAR = FREE_ON.year
PLACES = 20


@dataclass(frozen=True)
class Limit:
    """So many places of a year, in the hands of ``holder``; every home of the race draws there."""

    places: int
    holder: int

    def held(self) -> int:
        """How many homes are held, counted without looking at places."""
        with arranging():
            held = Placement.objects.filter(year=YEAR, status="proposed", counts=True)
            return held.filter(municipality=home_municipality()).count()

    def taken(self) -> tuple[int, int]:
        """How many places are taken: of this holder's, and of anybody else's."""
        taken = Place.objects.filter(year=YEAR, taken=True)
        own = taken.filter(holder=self.holder).count()
        return own, taken.count() - own


def of_the_year(_people: Cast) -> Limit:
    with arranging(), connection.cursor() as cursor:
        cursor.execute("select municipalities_set_ceiling(%s, %s, 0)", [YEAR, PLACES])
    assert PactYear.objects.get(year=YEAR).ceiling == PLACES
    return Limit(PLACES, POOL)


def of_the_share(people: Cast) -> Limit:
    """The share becomes a limit by a decision; the rest of the year is free for the others."""
    own = home_municipality().pk
    harden(people, own, PLACES)
    assert Share.objects.get(year=YEAR, municipality=own).holder == own
    return Limit(PLACES, own)


def harden(people: Cast, municipality_id: int, places: int) -> None:
    """Two people decide that a municipality's share of the year is a limit."""
    with arranging(), connection.cursor() as cursor:
        decision = Decision.objects.create(
            kind="hard_share",
            year=YEAR,
            municipality_id=municipality_id,
            value=places,
            document="verzonnen besluit",
            asked_by=people.administrator,
            asked_at=WINTER,
            decided_by=people.coordinator,
            decided_at=WINTER,
        )
        cursor.execute("select municipalities_apply_decision(%s)", [decision.pk])


def home_municipality() -> Municipality:
    """Where every home of the race stands."""
    return district().municipality
