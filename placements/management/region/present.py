"""Who is on the road today, in every state, walked with the actions that a browser calls."""

from collections.abc import Callable
from datetime import date
from typing import Any

from municipalities.places import CapReached
from pact.accounts.roles import Role
from placements.candidates import actions as candidates
from placements.candidates.person import RECOGNISED_BY
from placements.guidance.actions import reject, submit_application
from placements.management.region.excepted import EXCEPTIONS
from placements.management.region.exits import EXITS
from placements.management.region.inventing import Inventor
from placements.management.region.takeovers import TAKEOVERS
from placements.management.region.walker import LATELY, LONG_AGO, Walk, Walker
from placements.proposals import actions as proposals


def tell_the_present(inventor: Inventor, *, today: date) -> int:
    """Walk everybody who is on the road today; the answer is how many."""

    def walker(**wish: Any) -> Walker:
        return Walker(inventor, today, **wish)

    told = 0
    for ago, how_many, walk in [*STORIES, *EXCEPTIONS, *EXITS, *TAKEOVERS]:
        for index in range(how_many):
            try:
                walk(walker, ago + 2 * index)
            except CapReached:
                continue
            told += 1
    return told


def _returned(walker: Walk, ago: int) -> None:
    walk = walker().submitted(ago=ago + 4)
    walk.about(walk.coordinator, candidates.return_application, ago=ago, codes=["income", "areas"])


def _rejected(walker: Walk, ago: int) -> None:
    walk = walker().submitted(ago=ago + 6)
    walk.about(walk.coordinator, reject, ago=ago, code="other_route")


def _withdrawn(walker: Walk, ago: int) -> None:
    walk = walker().planned(ago=ago + 20)
    walk.about(walk.caseworker, proposals.withdraw_candidate, ago=ago, code="own_solution")


def _held(walker: Walk, ago: int) -> None:
    walk = walker().introduced(months=LATELY)
    walk.about(
        walk.caseworker,
        proposals.hold_candidate,
        ago=min(ago, 30),
        code="temporarily_away",
        stop_introductions=False,
    )


def _entered_twice(walker: Walk, ago: int) -> None:
    """Another party enters somebody who is there already, writes the name otherwise, and rings."""
    first, again = walker().submitted(ago=ago + 9), walker()
    caseworkers = first.inventor.staff.of(Role.CASEWORKER)
    again.caseworker = next(
        each for each in caseworkers if each.party_id != first.caseworker.party_id
    )
    again.answers |= {field: first.answers[field] for field in RECOGNISED_BY}
    again.answers["last_name"] = f"van {first.answers['last_name'].replace('-', ' ').lower()}"
    again.other = None
    again.draft(ago=ago)
    again.about(again.caseworker, submit_application, ago=ago, has_rung=True)


STORIES: list[tuple[int, int, Callable]] = [
    (1, 4, lambda w, ago: w().draft(ago=ago, wished_month=None, income_class="")),
    (1, 2, lambda w, ago: w().draft(ago=ago)),
    (1, 7, lambda w, ago: w().submitted(ago=ago)),
    (3, 4, _returned),
    (15, 5, _rejected),
    (20, 6, _withdrawn),
    (5, 4, _held),
    (8, 5, lambda w, ago: w(wished_in=7).admitted(ago=ago)),
    (25, 4, lambda w, ago: w(wished_in=6).admitted(ago=ago)),
    (3, 5, lambda w, ago: w(wished_in=7).planned(ago=ago)),
    (22, 3, lambda w, ago: w(wished_in=6).planned(ago=ago)),
    (0, 16, lambda w, _ago: w(wished_in=4).introduced(months=LATELY)),
    (0, 16, lambda w, _ago: w(wished_in=1).introduced(months=LONG_AGO)),
    (1, 4, lambda w, ago: w().proposed(ago=ago)),
    (2, 4, lambda w, ago: w().released(ago=ago)),
    (2, 3, lambda w, ago: w().agreed(ago=ago)),
    (4, 3, lambda w, ago: w().leased(ago=ago)),
    (4, 2, lambda w, ago: w().leased(ago=ago, starts_in=60)),
    (4, 1, lambda w, ago: w().leased(ago=ago, starts_in=-1)),
    (3, 2, lambda w, ago: w().refused(ago=ago)),
    (2, 7, lambda w, ago: w().offer(ago=ago)),
    (1, 1, _entered_twice),
]
"""How many days ago the latest step was, how many households, and the walk."""
