"""Which year, on which date; and which report."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from pact.common.fields import FIRST_YEAR, LAST_YEAR, DutchDateField
from placements.reporting.years import Year, last_day_of

NO_YEAR = _("This is not a year. Choose one from the list.")


class WhichFigures(forms.Form):
    """The year and the date of what is shown. Nothing asked is this year, today."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.Select,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], NO_YEAR),
    )
    on = DutchDateField(label=_("On date"), required=False, help_text="")

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data or None)
        self.today = today
        self.read = self.cleaned_data if self.is_valid() else {}

    def clean_on(self) -> date | None:
        on = self.cleaned_data["on"]
        if on and on > self.today:
            raise ValidationError(
                _("This date has yet to come, so nothing is known of it. Choose today or earlier.")
            )
        year = self.cleaned_data.get("year")
        if on and year and on.year < year - 1:
            raise ValidationError(
                _("The homes of %(year)s were not there yet. Choose a later date.") % {"year": year}
            )
        return on

    @property
    def status(self) -> int:
        return 422 if self.errors else 200

    @property
    def day(self) -> date:
        """The date that was asked; else today, or the last day of a year that is over."""
        year = self.read.get("year")
        last = last_day_of(year) if year and year < self.today.year else None
        return self.read.get("on") or last or self.today

    def choose(self, years: list[Year]) -> Year | None:
        """The year that was asked, if there is one; else that of the date, else the newest before."""
        self.fields["year"].widget.choices = [(year.year, year.year) for year in years]
        asked = self.read.get("year")
        if asked is None:
            chosen = next((year for year in years if year.year <= self.day.year), None)
        else:
            chosen = next((year for year in years if year.year == asked), None)
            if chosen is None:
                raise Http404
        self._show(chosen)
        return chosen

    def _show(self, chosen: Year | None) -> None:
        """Fill in what was not asked, so that the form says what the page shows."""
        shown = {"year": chosen and chosen.year, "on": f"{self.day:%d-%m-%Y}"}
        self.initial = shown
        self.data = {**shown, **{name: value for name, value in self.data.items() if value}}


class MakeReport(forms.Form):
    """Of which year a draft is wanted."""

    year = forms.TypedChoiceField(
        label=_("Year"),
        coerce=int,
        error_messages={
            "required": _("Choose a year."),
            "invalid_choice": _("There is no such year to report on. Choose one from the list."),
        },
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
