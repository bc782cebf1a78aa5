"""Cases that another care party was asked to take over, with each answer that there can be."""

from collections.abc import Callable

from pact.accounts.roles import Role
from placements.guidance import actions as guidance
from placements.guidance.models import Takeover
from placements.management.region.walker import Walk, Walker


def _asked(walker: Walk, ago: int) -> tuple[Walker, Takeover]:
    walk = walker(wished_in=7).planned(ago=ago + 3)
    caseworkers = walk.inventor.staff.of(Role.CASEWORKER)
    other = next(each for each in caseworkers if each.party_id != walk.caseworker.party_id)
    return walk, walk.about(walk.caseworker, guidance.ask_takeover, ago=ago, to=other)


def _answered(walker: Walk, ago: int, *, accepts: bool) -> None:
    walk, takeover = _asked(walker, ago + 2)
    walk.by(takeover.to, guidance.answer_takeover, ago=ago, takeover=takeover, accepts=accepts)


def _taken_back(walker: Walk, ago: int) -> None:
    walk, takeover = _asked(walker, ago + 1)
    walk.by(walk.caseworker, guidance.take_back_takeover, ago=ago, takeover=takeover)


TAKEOVERS: list[tuple[int, int, Callable]] = [
    (1, 1, _asked),
    (5, 1, lambda w, ago: _answered(w, ago, accepts=True)),
    (6, 1, lambda w, ago: _answered(w, ago, accepts=False)),
    (8, 1, _taken_back),
]
"""As ``present.STORIES``: how many days ago, how many households, and the walk."""
