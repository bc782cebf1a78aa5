"""The coordinator's table: homes without a candidate, and who fits the home that is opened.

Four statements, however many homes and candidates there are.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.models import Place
from pact.access.actor import Actor
from pact.common.shown import amount_in_euros, day_near
from placements.candidates.models import Candidate
from placements.candidates.querysets import CandidateQuerySet
from placements.candidates.states import CandidateStatus
from placements.dwellings.models import Dwelling
from placements.matching.criterion import LABELS, Key
from placements.matching.facts import (
    Home,
    Terms,
    home_of,
    household_of,
    households,
    offered_homes,
    with_area,
    with_facts,
    with_load,
)
from placements.matching.fit import earliest_start
from placements.matching.rank import Match, ranked, reasons_against
from placements.proposals.models import Placement
from placements.proposals.states import LIVE

SHOWN, SHOWN_TOO_EARLY, AT_MOST = 8, 3, 100
DAYS_A_MONTH = 30.44


@dataclass(frozen=True)
class ListedHome:
    """A home in the list on the left."""

    public_id: UUID
    address: str
    city: str
    line: str
    answer_by: date


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
    homes: list[ListedHome]
    opened: ListedHome | None
    shown: list[Ranked]
    not_shown: int
    not_fitting: int
    against: list[Against]
    can_move: int
    free: list[tuple[int, int]]


def waiting(actor: Actor) -> CandidateQuerySet:
    """Everybody who can move: admitted, and without a live placement."""
    live = Placement.objects.filter(candidate=OuterRef("pk"), status__in=LIVE)
    admitted = Candidate.objects.visible_to(actor).filter(status=CandidateStatus.ADMITTED)
    return admitted.filter(~Exists(live))


def table_for(actor: Actor, *, today: date, opened: UUID | None, everybody: bool = False) -> Table:
    """What lies on the table today, with one home opened: the one asked for, or the first.

    ``everybody`` shows who does not fit as well, because people decide who is proposed.
    """
    terms = Terms.on_day(today)
    offered = with_load(with_area(offered_homes(actor), today=today), terms)
    dwellings = list(offered.select_related("corporation"))
    dwelling = next((each for each in dwellings if opened in {None, each.public_id}), None)
    crowd = households(waiting(actor))
    order = ranked(home_of(dwelling), crowd, terms) if dwelling else []
    return Table(
        homes=[listed(each, today=today) for each in dwellings],
        opened=listed(dwelling, today=today) if dwelling else None,
        can_move=len(crowd),
        free=_free_places(today.year),
        **_opened_home(dwelling, order, today, everybody=everybody),
    )


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


def listed(dwelling: Any, *, today: date) -> ListedHome:
    """A home that came ``with_area``, in one line."""
    parts = [
        dwelling.area_name or _("area unknown"),
        dwelling.corporation.name,
        ngettext("%(n)s room", "%(n)s rooms", dwelling.rooms) % {"n": dwelling.rooms},
        amount_in_euros(dwelling.rent),
        _("free from %(day)s") % {"day": day_near(dwelling.available_from, "j F", today=today)},
    ]
    return ListedHome(
        public_id=dwelling.public_id,
        address=dwelling.address,
        city=dwelling.city,
        line="\u00a0· ".join(parts),  # a dot never begins a line
        answer_by=dwelling.answer_by,
    )


def household_in_words(adults: int, children: int) -> str:
    """1 adult, 2 children"""
    words = [ngettext("%(n)s adult", "%(n)s adults", adults) % {"n": adults}]
    if children:
        words.append(ngettext("%(n)s child", "%(n)s children", children) % {"n": children})
    return ", ".join(words)


def wait_in_words(since: date, today: date) -> str:
    """How long somebody waits: in days at first, then in months."""
    days = max((today - since).days, 0)
    if days < 2 * DAYS_A_MONTH:
        return ngettext("waits %(n)s day", "waits %(n)s days", days) % {"n": days}
    months = round(days / DAYS_A_MONTH)
    return ngettext("waits %(n)s month", "waits %(n)s months", months) % {"n": months}


@dataclass(frozen=True)
class Pair:
    """One household beside one home, and which place it has in that home's order."""

    person: Candidate
    home: Home
    match: Match
    rank: int
    earliest: date | None

    @property
    def who(self) -> str:
        return household_in_words(self.match.household.adults, self.match.household.children)


def home_on_the_table(
    actor: Actor, public_id: UUID, *, terms: Terms, starts_on: date | None
) -> Dwelling | None:
    """A home that waits for a candidate, for a lease that starts on a day; None: not any more."""
    offered = with_area(offered_homes(actor), today=terms.on, starts_on=starts_on)
    rows = with_load(offered, terms).select_related("corporation")
    return rows.filter(public_id=public_id).first()


def pair(actor: Actor, *, dwelling: Dwelling, candidate: UUID, terms: Terms) -> Pair | None:
    """The household beside a home on the table; None: it cannot move any more."""
    people = {each.pk: each for each in with_facts(waiting(actor))}
    home = home_of(dwelling)
    order = ranked(home, [household_of(each) for each in people.values()], terms)
    for rank, match in enumerate(order, start=1):
        if match.household.public_id == candidate:
            earliest = earliest_start(match.household, home, terms)
            return Pair(people[match.household.id], home, match, rank, earliest)
    return None
