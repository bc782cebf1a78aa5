"""Half a year, to the day: never a day short, whatever the length of the months."""

from datetime import date, timedelta

import pytest

from placements.introductions.clock import Clock

UNKNOWN = {"months": 6, "first_contact_on": None, "move_on": None, "wished_on": None}


@pytest.mark.parametrize(
    ("met", "may_move"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 7, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_the_earliest_move_is_six_calendar_months_on(met, may_move):
    assert Clock(**UNKNOWN | {"first_contact_on": met}).earliest_move == may_move


def test_the_latest_start_always_leaves_half_a_year():
    for number in range(0, 1500, 7):
        move = date(2026, 1, 1) + timedelta(days=number)
        start = Clock(**UNKNOWN | {"move_on": move}).latest_start
        assert Clock(**UNKNOWN | {"first_contact_on": start, "move_on": move}).days_short == 0


def test_a_clock_counts_the_days_short_against_the_move_or_the_month_wished():
    given = {"months": 6, "first_contact_on": date(2026, 11, 10), "wished_on": date(2027, 5, 1)}
    assert Clock(**given, move_on=None).days_short == 9
    assert Clock(**given, move_on=date(2027, 5, 9)).days_short == 1
    assert Clock(**given, move_on=date(2027, 5, 10)).days_short == 0


def test_what_is_not_known_is_not_short():
    clock = Clock(**UNKNOWN)
    assert (clock.target, clock.latest_start, clock.earliest_move) == (None, None, None)
    assert clock.days_short == 0
