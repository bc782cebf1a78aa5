"""Every figure of a year on a date: counted once, from the ledger, equal to places and placements."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.db.models import Count, Q
from django.utils import timezone

from municipalities.models import LedgerEntry, PactYear, Place
from placements.proposals.models import Placement
from placements.proposals.states import HOLDS, REALISED
from placements.reporting.figures import Homes, year_figures
from placements.reporting.years import years_on
from tests.database import arranging
from tests.placements.reporting.scenes import (
    BLOEMENDAAL,
    HAARLEM,
    VELSEN,
    as_report,
    decide,
    home,
    step,
)

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 21)


def year(number=2026, on=NOVEMBER):
    return next(year for year in years_on(on) if year.year == number)


def figures(on=NOVEMBER, number=2026):
    return year_figures(year(number, on), on)


def test_an_empty_year_has_all_its_homes_free():
    empty = figures()

    assert (empty.year.cap, empty.year.extra, empty.free) == (178, 0, 178)
    assert empty.homes == Homes(realised=0, reserved=0)
    assert [place.name for place in empty.municipalities][:2] == ["Haarlem", "Velsen"]
    assert empty.corporations == {}


def test_housed_and_reserved_homes_are_counted_apart():
    home(date(2026, 3, 2))
    home(date(2026, 5, 4), municipality=VELSEN)
    home(date(2026, 11, 2), status="proposed")

    now = figures()

    assert now.homes == Homes(realised=2, reserved=1)
    assert now.free == 175
    found = {place.name: place.homes for place in now.municipalities}
    assert found[HAARLEM] == Homes(realised=1, reserved=1)
    assert found[VELSEN] == Homes(realised=1, reserved=0)
    assert found[BLOEMENDAAL] == Homes()
    assert now.corporations == {"Pré Wonen": Homes(realised=2, reserved=1)}


def test_a_date_in_the_past_gives_the_figures_of_that_day():
    placement = home(date(2026, 4, 1), status="proposed")
    step(placement, "agreed", date(2026, 4, 8))
    step(placement, "leased", date(2026, 5, 1))
    step(placement, "moved_in", date(2026, 6, 1))

    assert figures(on=date(2026, 3, 31)).homes == Homes(realised=0, reserved=0)
    assert figures(on=date(2026, 5, 31)).homes == Homes(realised=0, reserved=1)
    assert figures(on=date(2026, 6, 1)).homes == Homes(realised=1, reserved=0)


def test_what_is_released_is_free_again_from_that_day_on():
    placement = home(date(2026, 4, 1), status="proposed")
    step(placement, "declined", date(2026, 4, 8), code="other")

    assert figures(on=date(2026, 4, 7)).free == 177
    assert figures(on=date(2026, 4, 8)).free == 178


LAST_DAY = date(2025, 12, 31)


def last_year():
    return figures(on=LAST_DAY, number=2025).homes


def test_what_is_released_in_january_was_not_reserved_when_the_year_ended():
    placement = home(date(2025, 12, 1), status="agreed", year=2025)
    step(placement, "withdrawn", date(2026, 1, 5), code="other")

    assert last_year() == Homes(realised=0, reserved=0)


def test_a_start_in_december_that_is_confirmed_in_january_is_housed_in_that_year():
    placement = home(date(2025, 12, 1), status="leased", year=2025)
    step(placement, "moved_in", date(2026, 1, 2))

    assert last_year() == Homes(realised=1, reserved=0)


def test_a_reservation_that_moves_in_january_is_in_the_new_year_alone():
    placement = home(date(2025, 12, 1), status="agreed", year=2025)
    with arranging():
        place = Place.objects.filter(year=2026, taken=False).first()
        placement.save_with(year_id=2026, place=place)

    assert last_year() == Homes(realised=0, reserved=0)
    today = timezone.localdate()
    assert year_figures(year(2026, today), today).homes == Homes(realised=0, reserved=1)


def test_no_line_of_the_ledger_is_after_its_year(people):
    home(date(2025, 12, 1), year=2025)
    with pytest.raises(IntegrityError, match="movement_is_in_its_year"), arranging():
        LedgerEntry.objects.update(on=date(2026, 1, 1))


def test_months_add_up_and_the_future_is_not_known():
    home(date(2025, 12, 1), status="leased")  # held for 2026 since December 2025
    home(date(2026, 2, 2))
    home(date(2026, 11, 2))

    months = figures().months

    assert [month.homes and month.homes.held for month in months] == [1, *[2] * 9, 3, None]


def test_the_pace_is_even_through_the_year():
    assert figures(on=date(2026, 1, 1)).pace == 0
    assert figures(on=NOVEMBER).pace == round(178 * 325 / 365)
    assert figures(on=date(2026, 12, 31)).pace == 178
    assert figures(number=2027).pace == 0
    assert figures(number=2025).pace == 178


def test_a_leap_year_has_a_day_more():
    leap = year(2028)

    assert (leap.days, leap.day_number(date(2028, 12, 31))) == (366, 366)


def test_a_hard_share_knows_what_is_free_and_a_soft_one_does_not():
    home(date(2026, 3, 2), municipality=VELSEN)
    with arranging(), connection.cursor() as cursor:
        cursor.execute(
            "select municipalities_harden_share(2026, (select id from agreement_municipality"
            " where name = %s), 30)",
            [VELSEN],
        )

    places = {place.name: place for place in figures(on=timezone.localdate()).municipalities}

    assert (places[VELSEN].is_hard, places[VELSEN].free) == (True, 29)
    assert (places[HAARLEM].is_hard, places[HAARLEM].free) == (False, None)


def test_a_day_in_the_past_has_the_shares_of_that_day():
    """Once: on 1 April Velsen had a limit, with 30 homes free, that was decided on later."""
    advised = share_of_velsen(NOVEMBER)
    with arranging(), connection.cursor() as cursor:
        cursor.execute(
            "select municipalities_harden_share(2026, (select id from agreement_municipality"
            " where name = %s), 12)",
            [VELSEN],
        )

    assert share_of_velsen(date(2026, 4, 1)) == advised
    assert share_of_velsen(timezone.localdate()) == (12, True, 12)


def share_of_velsen(on):
    found = next(place for place in figures(on=on).municipalities if place.name == VELSEN)
    return found.agreed, found.is_hard, found.free


def test_extras_and_caps_hold_from_the_day_they_were_decided_on():
    decide("extra", 4, date(2026, 9, 14))
    decide("extra", 6, date(2026, 10, 1))
    decide("cap", 180, date(2026, 11, 2))

    found = [year(on=day) for day in (date(2026, 9, 13), date(2026, 9, 14), NOVEMBER)]

    assert [(row.cap, row.extra, row.ceiling) for row in found] == [
        (178, 0, 178),
        (178, 4, 182),
        (180, 6, 186),
    ]
    assert PactYear.objects.get(year=2026).ceiling == found[-1].ceiling


def test_ledger_places_and_placements_tell_the_same():
    for day in range(1, 6):
        home(date(2026, 3, day))
    for status in ["proposed", "agreed", "leased", "completed", "ended"]:
        home(date(2026, 6, 1), status=status, municipality=VELSEN, corporation="Velison Wonen")
    gone = home(date(2026, 7, 1), status="proposed")
    step(gone, "lapsed", date(2026, 7, 9), code="other")

    now = figures()

    with as_report():
        placements = Placement.objects.filter(year=2026, counts=True).aggregate(
            realised=Count("pk", filter=Q(status__in=REALISED)),
            held=Count("pk", filter=Q(status__in=HOLDS)),
        )
    taken = Place.objects.filter(year=2026, taken=True).count()
    assert now.homes.realised == placements["realised"] == 7
    assert now.homes.held == placements["held"] == taken == 10
    assert now.free == Place.objects.filter(year=2026, taken=False).count()
    assert now.year.ceiling == PactYear.objects.get(year=2026).ceiling


def test_figures_of_any_size_take_two_statements(django_assert_num_queries):
    for day in range(1, 9):
        home(date(2026, 3, day))
    chosen = year()

    with django_assert_num_queries(2):
        year_figures(chosen, NOVEMBER)


def test_a_year_without_days_gone_says_nothing_about_its_end():
    assert figures(on=date(2026, 2, 1)).forecast is None
