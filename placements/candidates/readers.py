"""What each kind of reader may have of a candidate: one class a column of the access matrix.

A field that a reader may not have is not left blank in their class: it is not there.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from placements.candidates.history import Decision, Entry
from placements.candidates.person import Gap
from placements.candidates.standing import RoadStep, Turn


@dataclass(frozen=True, kw_only=True)
class ContactPerson:
    """Whom to ring about a case, and at which party."""

    name: str
    party: str
    telephone: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """That there is a case, how it stands and since when it waits."""

    public_id: UUID
    reference: str
    version: int
    status: str
    status_label: str
    status_tone: str
    waiting_since: date | None
    waiting_days: int | None


@dataclass(frozen=True, kw_only=True)
class NeedShown:
    """What home is needed; no word of who needs it."""

    adults: int
    children: int
    co_parenting: bool
    bedrooms: int
    accessibility: str
    wants_quiet: bool
    max_rent: Decimal
    earliest_month: date | None
    wished_month: date | None


@dataclass(frozen=True, kw_only=True)
class ColleagueView(Head):
    """CWp: who handles the case, so that it can be found. Not the file."""

    contact: ContactPerson


@dataclass(frozen=True, kw_only=True)
class Track:
    """A guidance track of the case; whose, where there are more."""

    public_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Where the case goes on: its guidance tracks, its last placement, and how that one stands
    as long as it lives.
    """

    tracks: list[Track]
    placement: UUID | None
    placed_now: str


@dataclass(frozen=True, kw_only=True)
class IntroducedIn:
    """An introduction of the case, and in which area."""

    public_id: UUID
    area: str


@dataclass(frozen=True, kw_only=True)
class OfficerView(ColleagueView):
    """FG: how the case stands, with whom, how it was decided on, and where it goes on."""

    decision: Decision | None
    introductions: list[IntroducedIn]
    elsewhere: Elsewhere


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """What to call somebody, and how to reach them."""

    first_name: str
    agreed_contact: str


@dataclass(frozen=True, kw_only=True)
class NeighbourView(Head):
    """NW: what a first meeting needs. ``call_first``: ring the contact person before anything."""

    contact: ContactPerson
    people: int
    accessibility: str
    called: str
    newcomers: list[Newcomer]
    call_first: bool


@dataclass(frozen=True, kw_only=True)
class PersonInShort:
    """COO: one person of the household, without a name."""

    number: int
    initials: str
    birth_year: int | None
    intensity: str
    budget_in_order: bool

    @property
    def searched_by(self) -> dict[str, object]:
        """What others with the same initials and year of birth are found by."""
        return {"initials": self.initials, "birth_year": self.birth_year}


@dataclass(frozen=True, kw_only=True)
class CoordinatorView(Head):
    """COO: what deciding and matching need. Initials and a year, no name and no address.

    ``may_be_double``: somebody in it may have another application; which one is not said.
    """

    contact: ContactPerson
    people: list[PersonInShort]
    need: NeedShown | None
    income: str
    income_proved_on: date | None
    areas: str
    avoided: str
    origin: str
    facility: str
    municipality_of_origin: str
    may_be_double: bool
    decision: Decision | None
    road: list[RoadStep]
    turn: Turn | None
    steps: list[Entry]
    elsewhere: Elsewhere


@dataclass(frozen=True, kw_only=True)
class PersonFile:
    """CW: one more person of the household, with every answer about them."""

    public_id: UUID
    number: int
    answers: dict[str, str]
    can_go: bool


@dataclass(frozen=True, kw_only=True)
class SamePerson:
    """CW: another application of somebody in this one, in the own party: the case, not the file."""

    public_id: UUID
    reference: str
    status_label: str
    status_tone: str
    handled_by: str


@dataclass(frozen=True, kw_only=True)
class CaseworkerView(Head):
    """CW: the whole file."""

    contact: ContactPerson
    name: str
    answers: dict[str, str]
    others: list[PersonFile]
    same_person: list[SamePerson]
    gaps: list[Gap]
    decision: Decision | None
    road: list[RoadStep]
    turn: Turn | None
    steps: list[Entry]
    elsewhere: Elsewhere


@dataclass(frozen=True, kw_only=True)
class ListRow(Head):
    """A case in a list. ``name`` is there for whoever's file it is, ``people`` for who may match."""

    contact: str
    party: str
    name: str
    people: int | None
    wished_month: date | None
    is_own: bool
