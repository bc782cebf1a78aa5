"""Exceptions to the half year, with each answer that there can be, and two that led to a home."""

from collections.abc import Callable

from placements.introductions import actions as introductions
from placements.management.region.walker import LATELY, Walk
from placements.proposals import actions as proposals


def _waits(walker: Walk, ago: int) -> None:
    walker().introduced(months=LATELY).asked_exception(ago=min(ago, 1))


def _granted(walker: Walk, ago: int) -> None:
    walker().introduced(months=LATELY).asked_exception(ago=ago + 1).decided(
        ago=ago, is_granted=True
    )


def _denied(walker: Walk, ago: int) -> None:
    walker().introduced(months=LATELY).asked_exception(ago=ago + 1).decided(
        ago=ago, is_granted=False
    )


def _revoked(walker: Walk, ago: int) -> None:
    walk = walker().introduced(months=LATELY).asked_exception(ago=ago + 3)
    walk.decided(ago=ago + 2, is_granted=True)
    walk.by(
        walk.coordinator,
        introductions.revoke_exemption,
        ago=ago,
        exemption=walk.exemption,
        code="by_mistake",
    )


def _lapsed(walker: Walk, ago: int) -> None:
    walk = walker().introduced(months=LATELY).asked_exception(ago=ago + 1)
    walk.about(walk.caseworker, proposals.withdraw_candidate, ago=ago, code="moved_region")


EXCEPTIONS: list[tuple[int, int, Callable]] = [
    (1, 2, _waits),
    (6, 1, _granted),
    (7, 1, _denied),
    (9, 1, _revoked),
    (12, 1, _lapsed),
    (4, 1, lambda w, ago: w(is_hurried=True).leased(ago=ago)),
    (15, 1, lambda w, ago: w(is_hurried=True).moved(ago=ago)),
]
"""As ``present.STORIES``: how many days ago, how many households, and the walk."""
