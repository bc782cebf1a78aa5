"""Narrows the planner to one area, and to who must start soon."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from municipalities.models import IntroductionArea
from pact.common.dates import months_after
from placements.introductions.planner import starts_before

SOON, LATER = "month", "quarter"
MONTHS = {SOON: 1, LATER: 3}


class PlannerFilter(forms.Form):
    """``show`` is the list that is open; it travels along."""

    show = forms.CharField(required=False, widget=forms.HiddenInput)
    start = forms.ChoiceField(
        label=_("First contact needed"),
        required=False,
        choices=[("", _("any time")), (SOON, _("this month")), (LATER, _("within three months"))],
        error_messages={"invalid_choice": _("This does not exist. Choose one from the list.")},
    )
    area = forms.ModelChoiceField(
        IntroductionArea.objects.all(),
        label=_("Area"),
        required=False,
        empty_label=_("all areas"),
        error_messages={"invalid_choice": _("This area does not exist. Choose one from the list.")},
    )

    def __init__(self, *args, has_area: bool, has_start: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not has_area:
            del self.fields["area"]
        if not has_start:
            del self.fields["start"]

    def narrow(self, rows: QuerySet, *, today: date, months: int) -> QuerySet:
        """What cannot be read finds nothing; the form says so beside it."""
        if self.errors:
            return rows.none()
        data = getattr(self, "cleaned_data", {})
        if data.get("area"):
            rows = rows.filter(area=data["area"])
        if data.get("start"):
            until = months_after(today.replace(day=1), MONTHS[data["start"]])
            rows = starts_before(rows, until, months=months)
        return rows
