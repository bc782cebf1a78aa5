"""A forecast is two numbers, and only when there is something to go by."""

from hypothesis import given
from hypothesis import strategies as st

from placements.reporting.forecast import Forecast, expected_at_the_end

YEAR = {"at_the_start": 0, "least": 0, "most": 178, "days": 365}


def test_it_is_too_early_in_the_first_quarter_and_with_few_homes():
    assert expected_at_the_end(**YEAR, now=60, moves=60, days_gone=89) is None
    assert expected_at_the_end(**YEAR, now=19, moves=19, days_gone=200) is None


def test_nothing_is_expected_of_a_year_that_is_over():
    assert expected_at_the_end(**YEAR, now=160, moves=170, days_gone=365) is None


def test_a_year_that_goes_on_as_it_went_ends_between_two_numbers():
    band = expected_at_the_end(**YEAR, now=144, moves=160, days_gone=325)

    assert band == Forecast(low=155, high=168)


def test_the_band_is_wider_earlier_in_the_year():
    early = expected_at_the_end(**YEAR, now=45, moves=50, days_gone=100)
    late = expected_at_the_end(**YEAR, now=90, moves=100, days_gone=200)

    assert early.high - early.low > late.high - late.low


@given(
    now=st.integers(0, 178),
    share=st.floats(0, 1),
    moves=st.integers(20, 400),
    days_gone=st.integers(90, 364),
)
def test_what_is_housed_stays_housed_and_the_ceiling_holds(now, share, moves, days_gone):
    least = round(now * share)

    band = expected_at_the_end(
        at_the_start=0, now=now, least=least, most=178, moves=moves, days_gone=days_gone, days=365
    )

    assert least <= band.low <= band.high <= 178
