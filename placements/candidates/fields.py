"""Form fields for a month and a telephone number, typed as people here write them."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pact.common.fields import FIRST_YEAR, LAST_YEAR, SHORT

MONTH_FIRST = re.compile(r"([0-9]{1,2})\s*[-/. ]\s*([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})")
DECEMBER = 12


class MonthField(forms.Field):
    """A month: 3-2027, 03/2027 or 2027-03. Kept as its first day."""

    widget = forms.TextInput(attrs={**SHORT, "inputmode": "numeric"})
    default_error_messages = {
        "required": _("Fill in a month, for example 3-2027."),
        "shape": _("This is not a month. Write month-year, for example 3-2027."),
        "month": _("Month %(month)s does not exist. Write a month from 1 to 12."),
        "year": _("Write a year between 1900 and 2100: for example 2027."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Month and year, for example 3-2027"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.month}-{value.year}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        text = _plain(value)
        if not text:
            return None
        if match := MONTH_FIRST.fullmatch(text):
            month, year = int(match[1]), int(match[2])
        elif match := YEAR_FIRST.fullmatch(text):
            month, year = int(match[2]), int(match[1])
        else:
            raise ValidationError(self.error_messages["shape"], code="shape")
        if not 1 <= month <= DECEMBER:
            params = {"month": month}
            raise ValidationError(self.error_messages["month"], code="month", params=params)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(self.error_messages["year"], code="year")
        return date(year, month, 1)


class TelephoneField(forms.Field):
    """A telephone number with its area code; nine digits without one could be a BSN."""

    widget = forms.TextInput(attrs={**SHORT, "inputmode": "tel"})
    default_error_messages = {
        "required": _("Fill in a telephone number, for example 06-12345678."),
        "shape": _(
            "This is not a telephone number. It begins with 0 or + and has at least ten digits: "
            "06-12345678."
        ),
    }
    SIGNS = re.compile(r"\+?[0-9 ()./-]+")
    LENGTHS = range(10, 16)
    LONGEST = 20

    def to_python(self, value: Any) -> str:
        text = _plain(value or "")
        if not text:
            return ""
        digits = re.sub(r"[^0-9]", "", text)
        begins_right = text.startswith("+") or digits.startswith("0")
        fits = len(digits) in self.LENGTHS and len(text) <= self.LONGEST
        if not (self.SIGNS.fullmatch(text) and begins_right and fits):
            raise ValidationError(self.error_messages["shape"], code="shape")
        return text


def _plain(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).strip()
