"""The coordinator's table: homes without a candidate, and who fits the home that is opened.

Four statements, however many homes and candidates there are.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Value, When, Window

from municipalities.models import Place
from pact.access.actor import Actor
from pact.common.shown import day_near
from placements.candidates.models import Candidate
from placements.candidates.querysets import CandidateQuerySet
from placements.candidates.states import CandidateStatus
from placements.dwellings.models import Dwelling
from placements.dwellings.querysets import DwellingQuerySet
from placements.matching.criterion import LABELS, Key
from placements.matching.facts import (
    home_of,
    households,
    offered_homes,
    with_area,
    with_load,
)
from placements.matching.rank import Match, ranked, reasons_against
from placements.matching.terms import Terms
from placements.proposals.models import Placement
from placements.proposals.states import LIVE
from placements.proposals.table.lines import ListedHome, household_in_words, listed, wait_in_words

SHOWN, SHOWN_TOO_EARLY, AT_MOST = 8, 3, 100
HOMES_LISTED = 50


@dataclass(frozen=True)
class Ranked:
    """A household with its place in the order for the opened home."""

    rank: int
    match: Match
    who: str
    waits: str
    introduced_since: str


@dataclass(frozen=True)
class Against:
    """How many households a criterion keeps from the opened home."""

    label: str
    count: int


@dataclass(frozen=True)
class Table:
    """``homes`` are those to be answered first; ``waiting`` is how many there are."""

    homes: list[ListedHome]
    waiting: int
    opened: ListedHome | None
    shown: list[Ranked]
    not_shown: int
    not_fitting: int
    against: list[Against]
    can_move: int
    free: list[tuple[int, int]]

    @property
    def not_listed(self) -> int:
        return self.waiting - len(self.homes)


def waiting(actor: Actor) -> CandidateQuerySet:
    """Everybody who can move: admitted, and without a live placement."""
    live = Placement.objects.filter(candidate=OuterRef("pk"), status__in=LIVE)
    admitted = Candidate.objects.visible_to(actor).filter(status=CandidateStatus.ADMITTED)
    return admitted.filter(~Exists(live))


def table_for(actor: Actor, *, today: date, opened: UUID | None, everybody: bool = False) -> Table:
    """What lies on the table today, with one home opened: the one asked for, or the first.

    ``everybody`` shows who does not fit as well, because people decide who is proposed. Everybody
    who can move is read, because everybody has a place in the order; nobody else is.
    """
    terms = Terms.on_day(today)
    offered = with_load(with_area(offered_homes(actor), today=today), terms)
    dwellings = _first_to_answer(offered.select_related("corporation"), opened)
    dwelling = next((each for each in dwellings if opened in {None, each.public_id}), None)
    crowd = households(waiting(actor))
    order = ranked(home_of(dwelling), crowd, terms) if dwelling else []
    return Table(
        homes=[listed(each, today=today) for each in dwellings],
        waiting=dwellings[0].waiting if dwellings else 0,
        opened=listed(dwelling, today=today) if dwelling else None,
        can_move=len(crowd),
        free=_free_places(today.year),
        **_opened_home(dwelling, order, today, everybody=everybody),
    )


def _first_to_answer(offered: DwellingQuerySet, opened: UUID | None) -> list[Any]:
    """So many homes as a list holds, the opened one among them; each knows how many are ``waiting``."""
    is_opened = Case(When(public_id=opened, then=Value(0)), default=Value(1))
    rows = offered.annotate(is_opened=is_opened, waiting=Window(Count("pk")))
    found = rows.order_by("is_opened", "answer_by", "pk")[:HOMES_LISTED]
    return sorted(found, key=lambda home: (home.answer_by, home.pk))


def _opened_home(
    dwelling: Dwelling | None, order: list[Match], today: date, *, everybody: bool
) -> dict:
    fitting = [each for each in order if each.fits]
    too_early = [each for each in order if each.only_too_early]
    shown = order[:AT_MOST] if everybody else fitting[:SHOWN] + too_early[:SHOWN_TOO_EARLY]
    seen = {each.household.id for each in shown}
    left = [each for each in order if each.household.id not in seen]
    places = {each.household.id: number for number, each in enumerate(order, start=1)}
    area_id = dwelling.area_id if dwelling else None
    return {
        "shown": [
            _ranked(each, places[each.household.id], area_id=area_id, today=today) for each in shown
        ],
        "not_shown": sum(each.fits for each in left),
        "not_fitting": sum(not each.fits for each in left),
        "against": _against(order),
    }


def _ranked(match: Match, rank: int, *, area_id: int | None, today: date) -> Ranked:
    introduction = match.household.introduction_in(area_id)
    first = introduction.first_contact_on if introduction else None
    return Ranked(
        rank=rank,
        match=match,
        who=household_in_words(match.household.adults, match.household.children),
        waits=wait_in_words(match.household.waiting_since, today),
        introduced_since=day_near(first, "j F", today=today),
    )


def _against(order: list[Match]) -> list[Against]:
    counts = reasons_against(order)
    return [Against(str(LABELS[key]), counts[key]) for key in Key if counts[key]]


def _free_places(year: int) -> list[tuple[int, int]]:
    """How many places are free this year and, once they exist, the next."""
    free = Place.objects.filter(year_id__in=[year, year + 1], taken=False).order_by("year_id")
    counted = dict(free.values_list("year_id").annotate(Count("pk")))
    return [(year, counted.get(year, 0)), *((y, n) for y, n in counted.items() if y != year)]
