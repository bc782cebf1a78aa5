"""What came to nothing: each way in which a proposal or an offered home ends without a neighbour."""

from collections.abc import Callable
from datetime import timedelta

from placements.dwellings import actions as dwellings
from placements.management.region.walker import CLOCK, Walk
from placements.proposals import actions as proposals
from placements.tenancies import actions as tenancies


def _withdrawn(walker: Walk, ago: int) -> None:
    walk = walker().released(ago=ago + 2)
    walk.by(walk.caseworker, proposals.withdraw, ago=ago, placement=walk.placement, code="by_care")


def _home_withdrawn(walker: Walk, ago: int) -> None:
    walk = walker().proposed(ago=ago + 1)
    walk.by(
        walk.spot.agent,
        proposals.withdraw_dwelling,
        ago=ago,
        dwelling=walk.dwelling,
        code="repair",
    )


def _never_answered(walker: Walk, ago: int) -> None:
    walk = walker().proposed(ago=ago + 10)
    walk.by(walk.coordinator, proposals.release_overdue, ago=ago, placement=walk.placement)


def _past_its_date(walker: Walk, ago: int) -> None:
    """The corporation's own date passes: for the proposal first, and then for the home."""
    walk, last_day = walker(), ago + 10
    walk.proposed(ago=last_day + 9, answer_by=walk.today - timedelta(days=last_day))
    for day in (last_day, last_day - 1):
        walk.clock(proposals.warn_or_lapse, ago=day, placement=walk.placement, by=CLOCK)
    for day in (last_day - 1, ago):
        walk.clock(dwellings.ask_or_expire, ago=day, dwelling=walk.dwelling)


def _cancelled(walker: Walk, ago: int) -> None:
    walk = walker().leased(ago=ago + 3)
    walk.by(
        walk.spot.agent,
        tenancies.cancel_lease,
        ago=ago,
        placement=walk.placement,
        code="candidate_withdrew",
    )


def _refused_by_candidate(walker: Walk, ago: int) -> None:
    walk = walker().proposed(ago=ago + 2)
    day = walk.today - timedelta(days=ago)
    walk.answer(
        walk.caseworker,
        proposals.answer_candidate,
        ago=ago,
        yes=False,
        code="surroundings",
        spoke_on=day,
    )


def _returned(walker: Walk, ago: int) -> None:
    walk = walker()
    home = walk.offer(ago=ago + 5)
    walk.by(
        walk.coordinator, dwellings.return_dwelling, ago=ago, dwelling=home, code="no_candidate"
    )


EXITS: list[tuple[int, int, Callable]] = [
    (6, 1, _withdrawn),
    (8, 1, _home_withdrawn),
    (5, 1, _never_answered),
    (12, 1, _past_its_date),
    (9, 1, _cancelled),
    (3, 1, _refused_by_candidate),
    (4, 1, _returned),
]
"""As ``present.STORIES``: how many days ago, how many, and the walk."""
