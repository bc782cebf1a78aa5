"""Reads and checks what is typed about a reason. Saving is the actions' work."""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import ReasonKind
from pact.common.fields import SHORT, DutchDateField, PlainTextField

CODE = re.compile(r"^[a-z][a-z0-9_]{1,39}$")


class AddReason(forms.Form):
    """A code, what it says in both languages, and from when it can be chosen."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Small letters, digits and underscores, for example other_region."),
        widget=forms.TextInput(attrs=SHORT),
        validators=[
            RegexValidator(
                CODE,
                _("Write 2 to 40 small letters, digits or underscores; the first is a letter."),
            )
        ],
        error_messages={"required": _("Fill this in.")},
    )
    dutch = PlainTextField(label=_("In Dutch"), max_length=120)
    english = PlainTextField(label=_("In English"), max_length=120)
    valid_from = DutchDateField(label=_("Can be chosen from"))
    ends_early = forms.BooleanField(
        label=_("With this reason guidance may end before the agreed time"),
        help_text=_("Without it, guidance does not end for this reason before its last day."),
        required=False,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != ReasonKind.GUIDANCE_END:
            del self.fields["ends_early"]


class CloseReason(forms.Form):
    valid_to = DutchDateField(
        label=_("No longer from"),
        help_text=_("The first day on which it does not hold, for example 1-1-2027."),
    )
