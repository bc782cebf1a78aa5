"""Reads and checks what is typed about areas. Saving is the actions' work."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.norms.forms import Versioned
from pact.agreement.models import District, Party, PartyKind
from pact.common.fields import FROM_A_LIST, DutchDateField, PlainTextField

INTRODUCERS = [PartyKind.WELFARE, PartyKind.YOUTH, PartyKind.CARE]
FROM_TOMORROW = gettext_lazy("From tomorrow on, for example 1-1-2027.")


class RedrawArea(Versioned):
    """Which districts of a municipality, from when. Each says to which area it belongs now."""

    districts = forms.ModelMultipleChoiceField(
        District.objects.none(),
        label=gettext_lazy("Districts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one district."),
            "invalid_choice": gettext_lazy("Choose districts from the list."),
            "invalid_pk_value": gettext_lazy("Choose districts from the list."),
        },
    )
    valid_from = DutchDateField(label=gettext_lazy("Holds from"), help_text=FROM_TOMORROW)

    def __init__(self, *args: Any, there: QuerySet[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].queryset = there
        self.fields["districts"].choices = [(row.pk, _label(row)) for row in there]


def _label(district: Any) -> str:
    if district.area_now is None:
        return _("%(district)s (in no area)") % {"district": district.name}
    return _("%(district)s (now in %(area)s)") % {
        "district": district.name,
        "area": district.area_now,
    }


class DrawArea(RedrawArea):
    name = PlainTextField(label=gettext_lazy("Name of the area"), max_length=60)

    field_order = ["name", "districts", "valid_from"]


class CloseArea(Versioned):
    valid_to = DutchDateField(
        label=gettext_lazy("No longer from"),
        help_text=gettext_lazy("The first day on which it does not hold, for example 1-1-2027."),
    )


class GiveArea(forms.Form):
    """Which party introduces, from when."""

    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=gettext_lazy("Party"),
        empty_label=gettext_lazy("Choose a party"),
        error_messages=FROM_A_LIST,
    )
    valid_from = DutchDateField(label=gettext_lazy("Introduces from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Party.objects.existing(timezone.localdate())
        self.fields["party"].queryset = there.filter(kind__in=INTRODUCERS)


class StopIntroducing(forms.Form):
    valid_to = DutchDateField(
        label=gettext_lazy("No longer from"),
        help_text=gettext_lazy("The first day on which it does not hold, for example 1-1-2027."),
    )
