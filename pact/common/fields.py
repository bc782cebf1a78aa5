"""Form fields for what people type here. Each says in one sentence what is wrong and what to do."""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from pact.common.citizen_numbers import holds_citizen_number

SHORT = {"class": "utrecht-textbox--short", "autocomplete": "off"}
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]+)")
DIGITS_ONLY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
FIRST_YEAR, LAST_YEAR = 1900, 2100
YEARS_AHEAD = 10
"""Nothing that people agree on here lies further ahead; a mistyped year does."""
AMOUNTS = (
    (re.compile(r"[0-9]+(?:,[0-9]{1,2})?"), "."),
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?"), "."),
    (re.compile(r"[0-9]+(?:\.[0-9]{1,2})?"), ","),
    (re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}"), ","),
)
MINUSES = "-\u2212\u2013"  # a hyphen, a minus and a dash
UNREADABLE = {"Cc", "Cs", "Co"}
TURNED_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REFERENCE = re.compile(r"[A-Z]-?([A-Z0-9]{6})")
NOT_IN_THE_LIST = _("This is not in the list (any more). Choose one from the list.")
FROM_A_LIST = {"required": _("Choose one from the list."), "invalid_choice": NOT_IN_THE_LIST}
"""What a choice says that is left open, or made from another list than there is."""
NOTHING_CHOSEN = ("", _("Choose"))
"""The first line of a list to choose from, as long as nobody chose."""


class DutchDateField(forms.Field):
    """A day, typed as people here write it: 31-12-2026, 31/12/2026 or 2026-12-31.

    Digits alone will do, because the keyboard of a phone that shows digits has no dash.
    """

    widget = forms.TextInput(attrs={**SHORT, "inputmode": "numeric"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Fill in a date, for example 31-12-2026."),
        "shape": _("This is not a date. Write day-month-year, for example 31-12-2026."),
        "year": _("Write the year with four digits, between 1900 and 2100: for example 2026."),
        "month": _("Month %(month)s does not exist. Write a month from 1 to 12."),
        "day": _("%(day)s %(month)s %(year)s does not exist. Choose a day from 1 to %(last)s."),
        "far": _("This is more than %(years)s years ahead. Is the year right?"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 31-12-2026"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        text = _without_blanks_around(value)
        if not text:
            return None
        year, month, day = self._parts(text)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(self.error_messages["year"], code="year")
        if not 1 <= month <= len(MONTHS):
            raise self._refusal("month", month=month)
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise self._refusal("day", day=day, month=MONTHS[month], year=year, last=last)
        if year > timezone.localdate().year + YEARS_AHEAD:
            raise self._refusal("far", years=YEARS_AHEAD)
        return date(year, month, day)

    def _parts(self, text: str) -> tuple[int, int, int]:
        if match := DAY_FIRST.fullmatch(text) or DIGITS_ONLY.fullmatch(text):
            day, month, year = match.groups()
        elif match := YEAR_FIRST.fullmatch(text):
            year, month, day = match.groups()
        else:
            raise ValidationError(self.error_messages["shape"], code="shape")
        if len(year) != 4:
            raise ValidationError(self.error_messages["year"], code="year")
        return int(year), int(month), int(day)

    def _refusal(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class EuroField(forms.Field):
    """An amount of money: 612,40, 612.40, 1.250,00 or € 650."""

    widget = forms.TextInput(attrs={**SHORT, "inputmode": "decimal"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Fill in an amount, for example 612,40."),
        "shape": _("This is not an amount. Write euros and cents, for example 612,40."),
        "negative": _("An amount cannot be less than nothing. Write it without a minus."),
        "most": _("This amount is higher than %(most)s euros. Is there a digit too many?"),
    }

    def __init__(self, *, most: int = 99_999, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("In euros, for example 612,40"))
        super().__init__(**kwargs)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        text = _without_blanks_around(value).removeprefix("€").strip()
        if not text:
            return None
        if text[0] in MINUSES:
            raise ValidationError(self.error_messages["negative"], code="negative")
        thousands = next((mark for shape, mark in AMOUNTS if shape.fullmatch(text)), None)
        if thousands is None:
            raise ValidationError(self.error_messages["shape"], code="shape")
        amount = Decimal(text.replace(thousands, "").replace(",", "."))
        if amount > self.most:
            raise ValidationError(
                self.error_messages["most"], code="most", params={"most": self.most}
            )
        return amount.quantize(Decimal("0.01"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class ReferenceField(forms.Field):
    """The reference of a case: K-7HQ2MX, however it was typed."""

    widget = forms.TextInput(attrs={**SHORT, "autocapitalize": "characters", "spellcheck": "false"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Fill in the reference, for example K-7HQ2MX."),
        "shape": _("This is not a reference. It is a letter, a dash and six signs: K-7HQ2MX."),
    }

    def to_python(self, value: Any) -> str:
        text = re.sub(r"\s", "", _without_blanks_around(value or "")).upper()
        if not text:
            return ""
        if not REFERENCE.fullmatch(text):
            raise ValidationError(self.error_messages["shape"], code="shape")
        return f"{text[0]}-{text[-6:]}"


class PlainTextField(forms.CharField):
    """Words in one line, or with ``lines=True`` in several. Never a citizen service number."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Fill this in."),
        "long": _("This is %(length)s signs long; at most %(most)s fit. Make it shorter."),
        "signs": _("There is a sign in this that cannot be read. Type it again by hand."),
        "lines": _("This must fit on one line. Take out the line breaks."),
        "citizen_number": _(
            "This looks like a citizen service number (BSN). We may not keep it: take it out."
        ),
    }

    def __init__(self, *, max_length: int, lines: bool = False, **kwargs: Any) -> None:
        if lines:
            kwargs.setdefault("widget", forms.Textarea)
        super().__init__(**kwargs)
        # Checked here and not by the browser, which would cut a pasted text without a word.
        self.most, self.lines = max_length, lines

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return unicodedata.normalize("NFC", text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if not self.lines and _breaks_lines(value):
            raise ValidationError(self.error_messages["lines"], code="lines")
        if any(_is_unreadable(sign) for sign in value):
            raise ValidationError(self.error_messages["signs"], code="signs")
        if len(value) > self.most:
            params = {"length": len(value), "most": self.most}
            raise ValidationError(self.error_messages["long"], code="long", params=params)
        if holds_citizen_number(value):
            raise ValidationError(self.error_messages["citizen_number"], code="citizen_number")


class OneLineEmailField(forms.CharField):
    """An e-mail address. A line break in one would start another header of a mail."""

    most = 254  # as long as the standard lets one be, and as the columns are
    widget = forms.EmailInput(attrs={"autocomplete": "off"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "long": PlainTextField.default_error_messages["long"],
        "required": _("Fill in an e-mail address."),
        "lines": _("An e-mail address fits on one line. Take out the line break."),
        "shape": _("This is not an e-mail address. Write it as name@organisation.nl."),
    }

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").lower()

    def validate(self, value: str) -> None:
        super().validate(value)
        if _breaks_lines(value):
            raise ValidationError(self.error_messages["lines"], code="lines")
        if not value:
            return
        if len(value) > self.most:
            params = {"length": len(value), "most": self.most}
            raise ValidationError(self.error_messages["long"], code="long", params=params)
        try:
            validate_email(value)
        except ValidationError:
            raise ValidationError(self.error_messages["shape"], code="shape") from None


class ChosenField(forms.ChoiceField):
    """One of a list that may have changed since the page was opened."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid_choice": NOT_IN_THE_LIST}


class TypedChosenField(forms.TypedChoiceField):
    """The same, where the answer is something else than the text of the form."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid_choice": NOT_IN_THE_LIST}


class ChosenRowField(forms.ModelChoiceField):
    """One of the rows of a list; what names no row at all is not in the list either."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid_choice": NOT_IN_THE_LIST}

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from None


def _without_blanks_around(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).strip()


def _breaks_lines(text: str) -> bool:
    return len(text.splitlines()) > 1


def _is_unreadable(sign: str) -> bool:
    """A sign that is not a letter, or one that makes text read in another order than it is."""
    if sign == "\n":
        return False
    return sign in TURNED_AROUND or unicodedata.category(sign) in UNREADABLE
