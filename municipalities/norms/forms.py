"""Reads and checks a number that was agreed. Saving is the actions' work."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from pact.common.fields import SHORT, DutchDateField, PlainTextField

NO_NUMBER = _("Fill in a whole number, in digits.")
OUT_OF_BOUNDS = _("Fill in a number from %(low)s to and including %(high)s.")

INCOMPLETE = _("This form is incomplete. Open the page again.")


def number_between(field: forms.Field, low: int, high: int) -> None:
    """Refuse any other number, in one sentence that says which may be filled in."""
    sentence = str(OUT_OF_BOUNDS) % {"low": low, "high": high}
    field.validators = [MinValueValidator(low, sentence), MaxValueValidator(high, sentence)]


def number(label: Any, **kwargs: Any) -> forms.IntegerField:
    """A whole number, typed on the keyboard of digits."""
    return forms.IntegerField(
        label=label,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "numeric"}),
        error_messages={"required": NO_NUMBER, "invalid": NO_NUMBER},
        **kwargs,
    )


class Versioned(forms.Form):
    """Carries the version of the page on which it was typed."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages=dict.fromkeys(["required", "invalid", "min_value"], INCOMPLETE),
    )


class ChangeValue(Versioned):
    """A number with the text it comes from."""

    value = number(_("The number"))
    source = PlainTextField(
        label=_("Source"),
        help_text=_("The document or decision that says so, with its date."),
        max_length=200,
    )
    quote = PlainTextField(
        label=_("The sentence in the source"),
        help_text=_("Word for word, where there is one. Everybody reads it under the agreement."),
        max_length=500,
        required=False,
        lines=True,
    )

    field_order = ["value", "valid_from", "source", "quote"]

    def __init__(self, *args: Any, bounds: tuple[int, int], unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number_between(self.fields["value"], *bounds)
        self.fields["value"].help_text = unit


class EnterValue(ChangeValue):
    valid_from = DutchDateField(
        label=_("Holds from"),
        help_text=_(
            "From tomorrow on, for example 31-12-2026. Until then the value stays as it is."
        ),
    )


class Unchanged(Versioned):
    """Only asks whether somebody is sure."""
