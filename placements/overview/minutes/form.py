"""Of which day the minutes are wanted."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pact.common.fields import DutchDateField


class WhichDay(forms.Form):
    day = DutchDateField(label=_("Day"), required=False, help_text="")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date | None:
        day = self.cleaned_data["day"]
        if day and day > self.today:
            raise ValidationError(
                _("This date has yet to come, so nothing is known of it. Choose today or earlier.")
            )
        return day
