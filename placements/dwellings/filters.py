"""Narrows the list of dwellings, which the door has already made safe."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import Municipality, Party, PartyKind
from placements.dwellings.states import OPEN, DwellingStatus

STILL_OPEN = "open"
NOT_THERE = {"invalid_choice": _("This does not exist. Choose one from the list.")}


class DwellingFilter(forms.Form):
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("all")),
            (STILL_OPEN, _("offered or reserved")),
            *DwellingStatus.choices,
        ],
        error_messages=NOT_THERE,
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=_("Municipality"),
        required=False,
        empty_label=_("all municipalities"),
        error_messages=NOT_THERE,
    )
    corporation = forms.ModelChoiceField(
        Party.objects.filter(kind=PartyKind.CORPORATION),
        label=_("Corporation"),
        required=False,
        empty_label=_("all corporations"),
        error_messages=NOT_THERE,
    )

    def __init__(self, *args: Any, of_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not of_all:
            del self.fields["corporation"]

    def narrow(self, rows: QuerySet) -> QuerySet:
        """What cannot be read finds nothing; the form says so beside it."""
        if self.errors:
            return rows.none()
        for name, value in getattr(self, "cleaned_data", {}).items():
            if name == "status" and value == STILL_OPEN:
                rows = rows.filter(status__in=OPEN)
            elif value:
                rows = rows.filter(**{name: value})
        return rows
