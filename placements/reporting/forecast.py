"""How a year may end, as two numbers and never as one; or that it is too early to say."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

DAYS_BEFORE_WE_SAY_ANYTHING = 90
MOVES_BEFORE_WE_SAY_ANYTHING = 20
FOUR_OUT_OF_FIVE = 1.28
"""So many standard deviations to both sides hold four out of five outcomes."""


@dataclass(frozen=True)
class Forecast:
    low: int
    high: int


def expected_at_the_end(
    *, at_the_start: int, now: int, least: int, most: int, moves: int, days_gone: int, days: int
) -> Forecast | None:
    """The band that the year ends in if it goes on as it went, or nothing while that is a guess.

    Homes come and go one by one and by chance, so what is still to come spreads with the number of
    moves to expect; and the pace itself was measured over a part of a year only. What is housed
    stays housed, and the ceiling holds.
    """
    if days_gone < DAYS_BEFORE_WE_SAY_ANYTHING or moves < MOVES_BEFORE_WE_SAY_ANYTHING:
        return None
    if days_gone == days:
        return None
    left = (days - days_gone) / days_gone
    middle = now + (now - at_the_start) * left
    spread = FOUR_OUT_OF_FIVE * sqrt(moves * left * (1 + left))
    low = min(max(floor(middle - spread), least), most)
    return Forecast(low=low, high=max(min(ceil(middle + spread), most), low))
