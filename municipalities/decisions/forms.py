"""Reads and checks what is asked about a year. Saving is the actions' work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import DecisionKind, Share
from municipalities.norms.forms import number, number_between
from pact.agreement.models import Municipality
from pact.common.fields import FROM_A_LIST, PlainTextField

NUMBERS = {
    DecisionKind.CAP: (
        _("Homes that year, without extras"),
        _("All together, not how many are added."),
        (1, 2000),
    ),
    DecisionKind.EXTRA: (
        _("Extra homes that year"),
        _("All extras together, not how many are added. Always shown apart: “178 + 4 extra”."),
        (0, 500),
    ),
    DecisionKind.HARD_SHARE: (
        _("Homes that this municipality has to itself"),
        _("No other municipality can use them, and it gets no more."),
        (0, 2000),
    ),
}
OF_THE_YEAR = [DecisionKind.CAP, DecisionKind.EXTRA, DecisionKind.UNUSED]


class WithDocument(forms.Form):
    """What whoever decides reads: the text that it rests on, and why it is asked."""

    document = PlainTextField(
        label=_("Document"),
        help_text=_("The text in which the parties agreed this, with its date."),
        max_length=200,
    )
    reason = PlainTextField(
        label=_("Why"),
        help_text=_("In a few sentences, for whoever decides. No names of candidates."),
        max_length=300,
        lines=True,
    )


class AskDecision(WithDocument):
    """What is asked depends on the kind: a number for the year, or for one municipality."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, error_messages=FROM_A_LIST)
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        empty_label=_("Choose a municipality"),
        error_messages=FROM_A_LIST,
    )
    value = number("")

    field_order = ["year", "municipality", "value", "document", "reason"]

    def __init__(self, *args: Any, kind: DecisionKind, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("Choose a year")), *((y, str(y)) for y in years)]
        if kind in NUMBERS:
            label, help_text, bounds = NUMBERS[kind]
            self.fields["value"].label, self.fields["value"].help_text = label, help_text
            number_between(self.fields["value"], *bounds)
        else:
            del self.fields["value"]
        if kind in OF_THE_YEAR:
            del self.fields["municipality"]
        else:
            shared = Share.objects.filter(year__in=years).values("municipality")
            self.fields["municipality"].queryset = Municipality.objects.filter(pk__in=shared)

    def asked(self) -> dict[str, Any]:
        """What the action takes, also where this kind has no municipality or number."""
        return {"municipality": None, "value": 0} | self.cleaned_data


class Sure(forms.Form):
    """Asks nothing but whether somebody is sure."""
