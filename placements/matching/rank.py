"""In which order candidates are discussed for a home: the same facts give the same order."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from placements.matching.criterion import Criterion, Key, Verdict
from placements.matching.facts import Home, Household
from placements.matching.fit import criteria
from placements.matching.terms import Terms


@dataclass(frozen=True)
class Match:
    """A household beside a home, with everything there is to say about it."""

    household: Household
    criteria: tuple[Criterion, ...]

    def having(self, verdict: Verdict) -> list[Criterion]:
        return [each for each in self.criteria if each.verdict == verdict]

    @property
    def fits(self) -> bool:
        return not self.having(Verdict.NOT)

    @property
    def is_barred(self) -> bool:
        """A home in a district that the household avoids cannot be proposed at all."""
        return any(each.key == Key.DISTRICT for each in self.having(Verdict.NOT))

    @property
    def only_too_early(self) -> bool:
        """Nothing stands in the way but the introduction: a later start or an exception helps."""
        return [each.key for each in self.having(Verdict.NOT)] == [Key.INTRODUCTION]

    @property
    def place_in_order(self) -> tuple[bool, bool, int, int, date, int]:
        """First who fits, then who would at a later start; the fewest remarks; who waits longest.

        So that the numbers on the table, which shows those two, leave none out.
        """
        against, remarks = len(self.having(Verdict.NOT)), len(self.having(Verdict.MIND))
        longest = self.household.waiting_since, self.household.id
        return not self.fits, not self.only_too_early, against, remarks, *longest


def ranked(home: Home, households: Iterable[Household], terms: Terms) -> list[Match]:
    """All households beside this home, the best fit first."""
    matches = [match(household, home, terms) for household in households]
    return sorted(matches, key=lambda each: each.place_in_order)


def match(household: Household, home: Home, terms: Terms) -> Match:
    return Match(household, tuple(criteria(household, home, terms)))


def reasons_against(matches: Iterable[Match]) -> Counter[Key]:
    """For how many households each criterion stands in the way."""
    return Counter(each.key for match in matches for each in match.having(Verdict.NOT))


def frozen(match: Match) -> list[dict[str, str]]:
    """What the table showed, to keep with the placement: results only, nothing of a person.

    A district that somebody avoids is left out: the parties to a placement may read this.
    """
    return [
        {"key": str(each.key), "verdict": str(each.verdict)}
        for each in match.criteria
        if each.key != Key.DISTRICT
    ]
