"""What people type, good and bad. A field answers with a value or one sentence, and never fails."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils import timezone, translation
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.nl import bsn

from pact.common.citizen_numbers import holds_citizen_number
from pact.common.fields import (
    YEARS_AHEAD,
    DutchDateField,
    EuroField,
    OneLineEmailField,
    PlainTextField,
    ReferenceField,
)

CITIZEN_NUMBER = "111222333"  # passes the eleven test, and is nobody's
FIELDS = [
    DutchDateField(required=False),
    EuroField(required=False),
    ReferenceField(required=False),
    PlainTextField(required=False, max_length=80),
    PlainTextField(required=False, max_length=80, lines=True),
    OneLineEmailField(required=False),
]


def refusal(field, typed):
    """The code of the one sentence with which a field refuses what was typed."""
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    [code] = [error.code for error in caught.value.error_list]
    return code


def eleventh(start):
    """What the last digit of a citizen number must be, after its first eight."""
    return sum(int(digit) * (9 - n) for n, digit in enumerate(str(start))) % 11


def sentence(field, typed):
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        field.clean(typed)
    with translation.override("en"):
        return "".join(caught.value.messages)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
@given(typed=st.text())
@example(typed="\x00")
@example(typed="\ud800")
@example(typed="9" * 5000)
@example(typed="1 " * 2000)
def test_nothing_that_is_typed_makes_a_field_fail(field, typed):
    sentences = []
    try:
        field.clean(typed)
    except ValidationError as refused:
        sentences = refused.messages
    assert len(sentences) <= 1


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
def test_an_optional_field_left_blank_is_not_wrong(field):
    assert field.clean("  ") in (None, "")


# Dates


@pytest.mark.parametrize(
    "typed",
    [
        "31-12-2026",
        "31/12/2026",
        "31.12.2026",
        "31 12 2026",
        "2026-12-31",
        "31122026",
        " 31-12-2026 ",
    ],
)
def test_a_date_may_be_written_in_every_usual_way(typed):
    assert DutchDateField().clean(typed) == date(2026, 12, 31)


FURTHEST = timezone.localdate().year + YEARS_AHEAD


def test_a_mistyped_year_is_asked_about():
    assert "more than 10 years ahead" in sentence(DutchDateField(), f"1-1-{FURTHEST + 1}")


@given(day=st.dates(date(1900, 1, 1), date(FURTHEST, 12, 31)))
def test_every_date_comes_back_as_it_was_shown(day):
    field = DutchDateField()

    assert field.clean(field.prepare_value(day)) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31-11-2026", "day"),
        ("29-02-2027", "day"),
        ("0-1-2026", "day"),
        ("12-13-2026", "month"),
        ("1-0-2026", "month"),
        ("1-12-26", "year"),
        ("1-12-20266", "year"),
        ("1-12-0202", "year"),
        ("morgen", "shape"),
        ("2026-12-31T00:00", "shape"),
        ("-1-12-2026", "shape"),
        ("", "required"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_with_its_own_sentence(typed, code):
    assert refusal(DutchDateField(), typed) == code


def test_the_sentence_about_a_date_names_what_does_not_exist():
    assert sentence(DutchDateField(), "31-11-2026") == (
        "31 November 2026 does not exist. Choose a day from 1 to 30."
    )


def test_a_date_that_does_not_exist_stays_on_the_screen():
    class Appointment(Form):
        when = DutchDateField()

    assert 'value="31-11-2026"' in str(Appointment({"when": "31-11-2026"})["when"])


def test_a_known_date_is_shown_day_first():
    class Appointment(Form):
        when = DutchDateField()

    form = Appointment(initial={"when": date(2026, 3, 1)})
    assert 'value="01-03-2026"' in str(form["when"])
    assert not Appointment({"when": "1-3-2026"}, initial={"when": date(2026, 3, 1)}).has_changed()


# Amounts


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("612,40", "612.40"),
        ("612.40", "612.40"),
        ("€ 612,4", "612.40"),
        ("650", "650.00"),
        ("1.250", "1250.00"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("0", "0.00"),
    ],
)
def test_an_amount_may_be_written_the_dutch_or_the_english_way(typed, amount):
    assert EuroField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-1", "negative"),
        ("\u22121", "negative"),
        ("€ -612,40", "negative"),
        ("612,405", "shape"),
        ("1e5", "shape"),
        ("NaN", "shape"),
        ("Infinity", "shape"),
        ("zeshonderd", "shape"),
        ("61240000", "most"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(typed, code):
    assert refusal(EuroField(), typed) == code


@given(amount=st.decimals(0, 99_999, places=2))
def test_every_amount_comes_back_as_it_was_shown(amount):
    field = EuroField()

    assert field.clean(field.prepare_value(amount)) == amount


# References


@pytest.mark.parametrize("typed", ["K-7HQ2MX", "k-7hq2mx", "K7HQ2MX", " k - 7hq 2mx "])
def test_a_reference_is_read_however_it_was_typed(typed):
    assert ReferenceField().clean(typed) == "K-7HQ2MX"


@pytest.mark.parametrize("typed", ["7HQ2MX", "K-7HQ2M", "K-7HQ2MXX", "K_7HQ2MX", "K-7HQ2M%"])
def test_what_is_not_a_reference_is_refused(typed):
    assert refusal(ReferenceField(), typed) == "shape"


# Words


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("x" * 1000, "long"),
        ("one\ntwo", "lines"),
        ("one\u2028two", "lines"),
        ("bell\x07", "signs"),
        ("nothing\x00here", "signs"),
        ("half a \ud800 pair", "signs"),
        ("turned \u202e around", "signs"),
        (f"her number is {CITIZEN_NUMBER}", "citizen_number"),
        ("", "required"),
    ],
)
def test_words_that_we_cannot_keep_are_refused(typed, code):
    assert refusal(PlainTextField(max_length=80), typed) == code


def test_words_keep_every_letter_of_a_name():
    assert PlainTextField(max_length=80).clean(" Zoë Şahin-Łukasik d'Ancona ") == (
        "Zoë Şahin-Łukasik d'Ancona"
    )


def test_the_same_name_typed_on_two_keyboards_is_the_same():
    assert PlainTextField(max_length=80).clean("Zoe\u0308") == "Zoë"


def test_several_lines_are_kept_as_lines():
    assert PlainTextField(max_length=80, lines=True).clean("one\r\ntwo\tthree") == "one\ntwo three"


def test_the_browser_may_not_cut_off_what_is_pasted():
    class Note(Form):
        text = PlainTextField(max_length=80)

    assert "maxlength" not in str(Note()["text"])


def test_the_sentence_about_length_says_how_much_too_long():
    assert "1000 signs long; at most 80" in sentence(PlainTextField(max_length=80), "x" * 1000)


# Citizen service numbers


@pytest.mark.parametrize(
    "text",
    [
        "111222333",
        "1112.22.333",
        "111 222 333",
        "111-222-333",
        "1 1 1 2 2 2 3 3 3",
        "BSN:111222333.",
        "9 111222333",
        "111\u00a0222\u00a0333",
        "\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13",
        "١١١٢٢٢٣٣٣",
        "born 12-05-1990, 111222333",
        "10000008",
        "0 111222333",
    ],
)
def test_a_citizen_number_is_found_however_it_is_written(text):
    assert holds_citizen_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12-05-2026",
        "2026-05-12",
        "06-12345678",
        "0612345672",
        "+31 6 12345672",
        "call 023 511 12 22",
        "111222334",
        "1112223330",
        "K-7HQ2MX, 2011 AB 12, € 612,40",
    ],
)
def test_a_date_or_a_telephone_number_is_not_taken_for_one(text):
    assert not holds_citizen_number(text)


@given(days=st.integers(0, 60_000))
def test_no_date_at_all_is_taken_for_one(days):
    day = date(1930, 1, 1) + timedelta(days=days)

    assert not holds_citizen_number(f"since {day:%d-%m-%Y}, {day:%d.%m.%Y} or {day:%Y-%m-%d}")


@given(
    start=st.integers(10_000_000, 99_999_999).filter(lambda start: eleventh(start) < 10),
    seam=st.sampled_from(["", " ", "."]),
    before=st.text("abc ,;:", max_size=5),
)
def test_any_valid_number_is_found_with_any_seam(start, seam, before):
    number = f"{start}{eleventh(start)}"
    assert bsn.is_valid(number)
    assert holds_citizen_number(f"{before} x{seam.join([number[:3], number[3:5], number[5:]])}x")


# Addresses


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a@pact.example\nBcc: b@pact.example", "lines"),
        ("a@pact.example\r\nSubject: x", "lines"),
        ("a at pact.example", "shape"),
        ("a@", "shape"),
        ("a" * 400 + "@pact.example", "long"),
        ("a" * 242 + "@pact.example", "long"),
    ],
)
def test_an_address_that_cannot_be_mailed_is_refused(typed, code):
    assert refusal(OneLineEmailField(), typed) == code


def test_the_longest_address_is_taken():
    longest = "a" * 241 + "@pact.example"

    assert len(OneLineEmailField().clean(longest)) == 254


def test_an_address_is_kept_in_small_letters():
    assert OneLineEmailField().clean(" S.Bakker@Pact.Example ") == "s.bakker@pact.example"
