"""One household beside one home of the table, before somebody proposes it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pact.access.actor import Actor
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.matching.facts import (
    Home,
    home_of,
    household_of,
    offered_homes,
    with_area,
    with_facts,
    with_load,
)
from placements.matching.fit import earliest_start
from placements.matching.rank import Match, ranked
from placements.matching.terms import Terms
from placements.proposals.table.lines import household_in_words
from placements.proposals.table.order import waiting


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
