"""The households that moved in the past years: where, when and by whose hands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pact.accounts.models import Membership
from pact.common.dates import months_before
from placements.candidates.application import Answers
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance
from placements.introductions.models import Introduction
from placements.management.region.inventing import Inventor, Spot
from placements.proposals.models import Placement

HOMES = [84, 62, 40]
"""How many households moved in the twelve months behind us, in the twelve before, and before those."""
LATELY = timedelta(days=3)
"""What happened since is walked, not told."""


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
        for back, count in enumerate(HOMES)
        for day in _days(inventor, until=months_before(today - LATELY, 12 * back), count=count)
    ]


def _days(inventor: Inventor, *, until: date, count: int) -> list[date]:
    length = (until - months_before(until, 12)).days
    return [until - timedelta(days=inventor.random.randrange(length)) for _ in range(count)]


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
