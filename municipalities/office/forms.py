"""Reads and checks on what the office rests. Saving is the action's work."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.norms.forms import Versioned
from pact.agreement.models import Party, PartyKind
from pact.common.fields import FROM_A_LIST, DutchDateField, PlainTextField


class EnterBasis(Versioned):
    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=_("Office"),
        empty_label=_("Choose an office"),
        error_messages=FROM_A_LIST,
    )
    given_by = PlainTextField(
        label=_("Given by"),
        help_text=_("Who decided it, for example the steering group of the pact."),
        max_length=120,
    )
    document = PlainTextField(
        label=_("Document"), help_text=_("The text in which it was decided."), max_length=200
    )
    decided_on = DutchDateField(label=_("Decided on"))
    valid_from = DutchDateField(label=_("Holds from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Party.objects.existing(timezone.localdate()).filter(kind=PartyKind.OFFICE)
        self.fields["party"].queryset = offices
