"""Reads and checks what is typed about a complex. Saving is the action's work."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.common.fields import PlainTextField
from pact.common.shown import day_in_words
from placements.dwellings.complexes.actions import QUARTERS
from placements.dwellings.complexes.models import quarter_ends
from placements.dwellings.forms import FROM_A_LIST, number

MOST = 9999


class TellLoad(forms.Form):
    reference = PlainTextField(
        label=_("Complex"),
        help_text=_("Written as you write it when you offer a home in it."),
        max_length=30,
    )
    until = forms.TypedChoiceField(
        label=_("Over the twelve months up to and including"),
        coerce=date.fromisoformat,
        error_messages=FROM_A_LIST,
    )
    lettings = number(_("Homes let in those months"), least=0, most=MOST)
    priority = number(
        _("Of those to people with a priority"),
        least=0,
        most=MOST,
        help_text=_("From this agreement, and by other arrangements of yours."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = quarter_ends(today, count=QUARTERS)
        self.fields["until"].choices = [(day.isoformat(), day_in_words(day)) for day in ends]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        lettings, priority = data.get("lettings"), data.get("priority")
        if lettings is not None and priority is not None and priority > lettings:
            self.add_error("priority", _("This is more than were let. Check both numbers."))
        return data
