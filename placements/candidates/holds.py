"""A case on hold is looked at again every so many weeks, as was agreed."""

from datetime import date, timedelta


def next_look(held_since: date, weeks: int, on: date) -> date:
    """The first day, from ``on``, on which somebody looks whether the case can go on."""
    rounds = -(-(on - held_since).days // (7 * weeks))
    return held_since + timedelta(weeks=weeks * max(rounds, 1))


def last_look(held_since: date, weeks: int, on: date) -> date | None:
    """The last such day until ``on``; none as long as the first is still to come."""
    rounds = (on - held_since).days // (7 * weeks)
    return held_since + timedelta(weeks=weeks * rounds) if rounds > 0 else None
