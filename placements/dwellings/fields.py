"""Form fields for a home's address, as people here write it."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pact.common.fields import SHORT

POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
ADDITION = re.compile(r"[A-Z0-9/-]{1,8}")


class PostcodeField(forms.Field):
    """2035 ZZ, 2035zz or 2035ZZ; kept without the blank."""

    widget = forms.TextInput(attrs={**SHORT, "autocapitalize": "characters"})
    default_error_messages = {
        "required": _("Fill in a postcode, for example 2035 AB."),
        "shape": _("This is not a postcode. It is four digits and two letters: 2035 AB."),
    }

    def prepare_value(self, value: Any) -> Any:
        is_kept = isinstance(value, str) and POSTCODE.fullmatch(value)
        return f"{value[:4]} {value[4:]}" if is_kept else value

    def to_python(self, value: Any) -> str:
        text = _in_capitals(value)
        if text and not POSTCODE.fullmatch(text):
            raise ValidationError(self.error_messages["shape"], code="shape")
        return text


class AdditionField(forms.Field):
    """What follows the house number: A, 2, BIS. The same however it was typed."""

    widget = forms.TextInput(attrs={**SHORT, "autocapitalize": "characters"})
    default_error_messages = {
        "shape": _("An addition is at most eight letters or digits, such as A or 2. Shorten it."),
    }

    def to_python(self, value: Any) -> str:
        text = _in_capitals(value)
        if text and not ADDITION.fullmatch(text):
            raise ValidationError(self.error_messages["shape"], code="shape")
        return text


def _in_capitals(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value or ""))
    return re.sub(r"\s", "", text).upper()
