"""Each criterion: what it says, and when."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from placements.matching.criterion import Criterion, Key, Verdict
from placements.matching.fit import criteria, earliest_start
from placements.matching.terms import Terms
from tests.norms import agree_otherwise
from tests.placements.matching.scenes import (
    DELFTWIJK,
    HOME,
    HOUSEHOLD,
    SCHALKWIJK,
    TERMS,
    introduced,
)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def result(key: Key, *, household: dict | None = None, home: dict | None = None):
    """The one criterion, for the household and the home with these facts changed."""
    them, there = replace(HOUSEHOLD, **(household or {})), replace(HOME, **(home or {}))
    return next((each for each in criteria(them, there, TERMS) if each.key == key), None)


def test_every_result_of_a_good_fit():
    assert [(each.key, each.verdict) for each in criteria(HOUSEHOLD, HOME, TERMS)] == [
        (Key.ROOMS, Verdict.FITS),
        (Key.RENT, Verdict.FITS),
        (Key.INTRODUCTION, Verdict.FITS),
        (Key.ACCESS, Verdict.FITS),
        (Key.GUIDANCE, Verdict.FITS),
        (Key.COMPLEX, Verdict.UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("asked", "there", "people", "verdict"),
    [
        (1, 1, 1, Verdict.FITS),
        (2, 1, 2, Verdict.MIND),
        (3, 1, 3, Verdict.NOT),
        (1, 2, 1, Verdict.FITS),
        (1, 3, 1, Verdict.MIND),
    ],
)
def test_a_bedroom_short_is_to_be_thought_over_and_two_short_is_too_small(
    asked, there, people, verdict
):
    found = result(
        Key.ROOMS,
        household={"bedrooms": asked, "children": people - 1},
        home={"bedrooms": there},
    )
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("short", "spare", "asked", "there", "verdict"),
    [
        (0, 2, 2, 1, Verdict.NOT),
        (2, 2, 3, 1, Verdict.MIND),
        (1, 4, 1, 3, Verdict.FITS),
        (1, 1, 1, 2, Verdict.MIND),
    ],
)
def test_how_many_bedrooms_too_few_or_many_is_thought_over_is_as_agreed(
    short, spare, asked, there, verdict
):
    terms = replace(TERMS, bedrooms_short=short, bedrooms_spare=spare)
    household, home = replace(HOUSEHOLD, bedrooms=asked), replace(HOME, bedrooms=there)

    (rooms,) = [each for each in criteria(household, home, terms) if each.key == Key.ROOMS]

    assert rooms.verdict == verdict


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["bedrooms_short", "bedrooms_spare"])
def test_what_matching_asks_is_what_was_agreed_on_the_day_of_the_table(key):
    before = getattr(Terms.on_day(date(2026, 11, 24)), key)
    agree_otherwise(key, before + 3, since=date(2026, 11, 24))

    days = [date(2026, 11, 23), date(2026, 11, 24)]
    assert [getattr(Terms.on_day(day), key) for day in days] == [before, before + 3]


def test_rooms_are_told_with_their_numbers_and_what_would_help():
    found = result(Key.ROOMS, household={"bedrooms": 2, "children": 1})
    assert found == Criterion(
        Key.ROOMS, Verdict.MIND, "1 bedroom for 2 people", "They ask for 2 bedrooms."
    )


@pytest.mark.parametrize(
    ("income", "rent", "verdict"),
    [
        ("appropriate", "700", Verdict.FITS),
        ("social", "700", Verdict.FITS),
        ("above", "700", Verdict.MIND),
        (None, "700", Verdict.UNKNOWN),
        ("appropriate", "713", Verdict.FITS),
        ("appropriate", "713.01", Verdict.MIND),
        ("social", "713.01", Verdict.FITS),
        ("social", "800.01", Verdict.NOT),
    ],
)
def test_rent_fits_the_income_within_the_norm_and_what_they_can_pay(income, rent, verdict):
    household = {"income_class": income, "max_rent": Decimal(800)}
    assert result(Key.RENT, household=household, home={"rent": Decimal(rent)}).verdict == verdict


def test_an_introduction_of_exactly_half_a_year_is_long_enough():
    on_the_day = {"introductions": introduced(first_contact_on=date(2026, 6, 15))}
    a_day_later = {"introductions": introduced(first_contact_on=date(2026, 6, 16))}
    assert result(Key.INTRODUCTION, household=on_the_day).verdict == Verdict.FITS
    assert result(Key.INTRODUCTION, household=a_day_later) == Criterion(
        Key.INTRODUCTION,
        Verdict.NOT,
        "introduction long enough from 16 December 2026",
        "Let the lease start on 16 December 2026 or later, or have an exception asked.",
    )


@pytest.mark.parametrize(
    ("household", "home", "verdict", "sentence"),
    [
        ({"introductions": ()}, {}, Verdict.NOT, "no introduction in Schalkwijk"),
        (
            {"introductions": introduced(first_contact_on=None)},
            {},
            Verdict.NOT,
            "introduction in Schalkwijk not begun",
        ),
        (
            {"introductions": introduced(area_id=DELFTWIJK)},
            {},
            Verdict.NOT,
            "no introduction in Schalkwijk",
        ),
        (
            {"introductions": introduced(contacts=1)},
            {},
            Verdict.MIND,
            "introduction long enough, 1 of 3 contacts held",
        ),
        ({}, {"area_id": None}, Verdict.UNKNOWN, "introduction area unknown"),
        (
            {"introductions": (), "exempt_until": date(2028, 1, 1)},
            {},
            Verdict.MIND,
            "no introduction in Schalkwijk",
        ),
    ],
)
def test_an_introduction_counts_in_the_area_of_the_home_only(household, home, verdict, sentence):
    found = result(Key.INTRODUCTION, household=household, home=home)
    assert (found.verdict, found.sentence) == (verdict, sentence)


def test_the_introduction_that_began_first_counts():
    twice = introduced(first_contact_on=None) + introduced()
    assert result(Key.INTRODUCTION, household={"introductions": twice}).verdict == Verdict.FITS


def test_the_earliest_start_is_unknown_before_the_first_contact():
    planned = replace(HOUSEHOLD, introductions=introduced(first_contact_on=None))
    assert earliest_start(planned, HOME, TERMS) is None
    assert earliest_start(HOUSEHOLD, HOME, TERMS) == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("need", "home", "verdict"),
    [
        ("none", {"floor": 3, "has_lift": False}, Verdict.FITS),
        ("ground_floor", {"floor": 0, "has_lift": False}, Verdict.FITS),
        ("ground_floor", {"floor": 3, "has_lift": True}, Verdict.FITS),
        ("ground_floor", {"floor": 1, "has_lift": False}, Verdict.NOT),
        ("walker", {"floor": 0, "accessibility": "ground_floor"}, Verdict.NOT),
        ("walker", {"floor": 0, "accessibility": "walker"}, Verdict.FITS),
        ("walker", {"floor": 2, "has_lift": False, "accessibility": "walker"}, Verdict.NOT),
        ("wheelchair", {"floor": 0, "accessibility": "walker"}, Verdict.NOT),
        ("wheelchair", {"floor": 2, "accessibility": "wheelchair"}, Verdict.FITS),
    ],
)
def test_stairs_and_access_are_hard(need, home, verdict):
    assert result(Key.ACCESS, household={"accessibility": need}, home=home).verdict == verdict


@pytest.mark.parametrize(
    ("is_quiet", "verdict"),
    [(True, Verdict.FITS), (False, Verdict.MIND), (None, Verdict.UNKNOWN)],
)
def test_quiet_weighs_only_for_who_asks_it(is_quiet, verdict):
    home = {"is_quiet": is_quiet}
    assert result(Key.QUIET, home=home) is None
    assert result(Key.QUIET, household={"wants_quiet": True}, home=home).verdict == verdict


def test_a_district_that_they_avoid_is_impossible_and_nothing_tells_why():
    found = result(Key.DISTRICT, household={"avoided": frozenset({HOME.district_id})})
    assert found == Criterion(Key.DISTRICT, Verdict.NOT, "not possible in this district", "")
    assert result(Key.DISTRICT, household={"avoided": frozenset({99})}) is None


@pytest.mark.parametrize(
    ("preferred", "area", "verdict"),
    [
        ({SCHALKWIJK}, SCHALKWIJK, Verdict.FITS),
        ({DELFTWIJK}, SCHALKWIJK, Verdict.MIND),
        ({DELFTWIJK}, None, Verdict.UNKNOWN),
    ],
)
def test_an_area_asked_for_is_a_wish(preferred, area, verdict):
    household = {"preferred": frozenset(preferred)}
    assert result(Key.AREA, household=household, home={"area_id": area}).verdict == verdict
    assert result(Key.AREA, home={"area_id": area}) is None


def test_a_later_moment_of_moving_is_told():
    later = result(Key.MONTH, household={"earliest_month": date(2027, 2, 1)})
    assert (later.verdict, later.sentence) == (Verdict.MIND, "can move from February 2027 on")
    assert result(Key.MONTH, household={"earliest_month": date(2026, 12, 1)}) is None


def test_guidance_without_a_name_is_told():
    assert result(Key.GUIDANCE, household={"guidance_is_named": False}).verdict == Verdict.MIND


def test_every_criterion_has_a_name_for_the_projected_table():
    every = criteria(
        replace(
            HOUSEHOLD,
            wants_quiet=True,
            earliest_month=date(2027, 2, 1),
            preferred=frozenset({1}),
            avoided=frozenset({10}),
        ),
        HOME,
        TERMS,
    )
    assert {each.key for each in every} == set(Key)
    assert all(each.label for each in every)


@pytest.mark.parametrize(
    ("lettings", "priority", "verdict", "sentence"),
    [
        (30, 8, Verdict.FITS, "8 of 30 lettings in this complex with priority"),
        (30, 9, Verdict.MIND, "9 of 30 lettings in this complex with priority"),
        (0, 0, Verdict.FITS, "nothing let in this complex in a year"),
        (None, None, Verdict.UNKNOWN, "number in this complex: unknown"),
    ],
)
def test_from_the_agreed_share_on_a_complex_asks_attention(lettings, priority, verdict, sentence):
    home = {"complex_lettings": lettings, "complex_priority": priority}
    found = result(Key.COMPLEX, home=home)
    assert (found.verdict, found.sentence) == (verdict, sentence)
