"""The households that moved in the past years: where, when and by whose hands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pact.accounts.models import Membership
from placements.candidates.application import Answers
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance
from placements.introductions.models import Introduction
from placements.management.region.inventing import Inventor, Spot
from placements.proposals.models import Placement

HOMES_PER_YEAR = {0: 84, 1: 62, 2: 40}
"""How many years back, and how many homes started in that year."""


@dataclass
class Story:
    """One household that moved, with the rows that tell it."""

    moved_on: date
    spot: Spot
    caseworker: Membership
    answers: Answers
    home: dict[str, Any]
    other: Answers | None = None
    candidate: Candidate | None = None
    introduction: Introduction | None = None
    tracks: list[Guidance] = field(default_factory=list)
    dwelling: Dwelling | None = None
    placement: Placement | None = None


def stories_until(today: date, inventor: Inventor) -> list[Story]:
    return [
        _story(inventor, moved_on=day)
        for back, count in HOMES_PER_YEAR.items()
        for day in _days(inventor, today=today, back=back, count=count)
    ]


def _days(inventor: Inventor, *, today: date, back: int, count: int) -> list[date]:
    first = date(today.year - back, 1, 8)
    last = min(today - timedelta(days=3), date(today.year - back, 12, 20))
    length = (last - first).days
    return [first + timedelta(days=inventor.random.randint(0, length)) for _ in range(count)]


def _story(inventor: Inventor, *, moved_on: date) -> Story:
    spot = inventor.spot()
    answers = inventor.answers(spot, wished=moved_on)
    return Story(
        moved_on=moved_on,
        spot=spot,
        caseworker=inventor.caseworker(),
        answers=answers,
        other=inventor.other_person(answers),
        home=inventor.home(
            spot, free_on=moved_on - timedelta(days=20), answer_by=moved_on - timedelta(days=20)
        ),
    )
