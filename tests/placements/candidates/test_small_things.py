"""References, search keys, months, telephone numbers and the wait."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from placements.candidates.fields import MonthField, TelephoneField
from placements.candidates.models import Candidate
from placements.candidates.names import name_key
from placements.candidates.references import ALPHABET, new_reference
from placements.candidates.standing import turn_of
from placements.candidates.waiting import waiting_days


def test_a_reference_is_drawn_from_what_is_not_mistaken():
    drawn = {new_reference() for _ in range(500)}
    assert len(drawn) == 500
    assert all(len(one) == 8 and one.startswith("K-") for one in drawn)
    assert set("".join(one[2:] for one in drawn)) <= set(ALPHABET)
    assert not set("0O1ILU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("van der Bérg", "BERG VAN DER"),
        ("Özdemir", "OZDEMIR"),
        ("d'Angelo", "ANGELO D"),
        ("Groß", "GROSS"),
        ("Łukasz-Nowák", "LUKASZ NOWAK"),
        ("İnan", "INAN"),
        ("  de   Vries ", "VRIES DE"),
        ("de", "DE"),
        ("", ""),
        ("æ" * 80, "AE" * 40),
    ],
)
def test_a_search_key_has_no_accents_and_its_prefixes_behind(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize("typed", ["3-2027", "03/2027", " 03 2027 ", "2027-03", "３-２０２７"])
def test_a_month_is_read_as_people_write_it(typed):
    assert MonthField().clean(typed) == date(2027, 3, 1)


@pytest.mark.parametrize("typed", ["13-2027", "0-2027", "3-27", "maart", "3-1800", "1-3-2027"])
def test_what_is_no_month_is_told(typed):
    with pytest.raises(ValidationError):
        MonthField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["06-12345678", "023 123 45 67", "+31 6 12345678", "(023) 1234567"]
)
def test_a_telephone_number_stays_as_it_is_written(typed):
    assert TelephoneField().clean(typed) == typed


@pytest.mark.parametrize("typed", ["111222333", "06-123", "bel mij", "0" * 16, "06-12345678\x00"])
def test_what_is_no_telephone_number_is_told(typed):
    with pytest.raises(ValidationError):
        TelephoneField().clean(typed)


@pytest.mark.parametrize(
    ("status", "details", "days"),
    [
        ("draft", {"waiting_since": None}, None),
        ("admitted", {}, 100),
        ("admitted", {"days_on_hold": 30}, 70),
        ("on_hold", {"held_since": date(2026, 2, 1)}, 31),
        ("housed", {"status_at": datetime(2026, 1, 31, 23, 30, tzinfo=UTC)}, 31),
        ("admitted", {"days_on_hold": 400}, 0),
    ],
)
def test_the_wait_counts_from_admission_less_the_days_on_hold(status, details, days):
    given = {"waiting_since": date(2026, 1, 1), "status_at": datetime(2026, 1, 1, tzinfo=UTC)}
    candidate = Candidate(status=status, **given | details)
    assert waiting_days(candidate, date(2026, 4, 11)) == days


@pytest.mark.parametrize(
    ("today", "day"), [(date(2026, 12, 28), "4 January 2027"), (date(2027, 1, 2), "4 January")]
)
def test_a_term_that_ends_next_year_says_which_year(today, day):
    submitted = Candidate(status="submitted", answer_by=date(2027, 1, 4))
    with translation.override("en"):
        turn = turn_of(submitted, caseworker="", on=today)
    assert turn.what == f"decides on the application, by {day} at the latest."
