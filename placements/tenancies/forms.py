"""Read and check what was typed about a lease. Saving is the work of the actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.common.fields import DutchDateField
from placements.dwellings.models import ContractForm
from placements.proposals.forms import ReasonForm, not_later
from placements.proposals.models import Placement


class AppointmentForm(forms.Form):
    """When, and who comes besides the candidate, the caseworker and the letting agent."""

    on = DutchDateField(label=_("Date"))
    at_time = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M"],
        help_text=_("For example 14:30"),
        widget=forms.TextInput(attrs={"class": "utrecht-textbox--short", "autocomplete": "off"}),
        error_messages={
            "required": _("Fill in a time, for example 14:30."),
            "invalid": _("This is not a time. Write hours and minutes, for example 14:30."),
        },
    )
    worker_comes = forms.BooleanField(
        label=_("The neighbourhood worker comes as well"), required=False
    )


class SignForm(forms.Form):
    """The signed lease: in which form, when it was signed, and when it starts."""

    contract_form = forms.ChoiceField(
        label=_("Contract form"),
        choices=ContractForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the form of the contract.")},
    )
    signed_on = DutchDateField(label=_("Signed on"))
    starts_on = DutchDateField(
        label=_("The lease starts on"),
        help_text=_("The home counts in the year in which the lease starts."),
    )

    def __init__(self, *args: Any, placement: Placement, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        home = placement.dwelling
        self.fields["contract_form"].initial = home.contract_form
        self.fields["signed_on"].initial = today
        self.fields["starts_on"].initial = max(placement.expected_on or home.available_from, today)

    def clean_signed_on(self) -> date:
        return not_later(self.cleaned_data["signed_on"], self.today)


class HappenedForm(forms.Form):
    """The day on which something happened."""

    on = DutchDateField(label=_("Date"))

    def __init__(self, *args: Any, today: date, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today
        self.fields["on"].label = label or self.fields["on"].label

    def clean_on(self) -> date:
        return not_later(self.cleaned_data["on"], self.today)


class PostponeForm(ReasonForm):
    """The new start, and why it is later."""

    starts_on = DutchDateField(label=_("The lease will start on"))

    field_order = ["starts_on", "code"]


class TakeBackForm(ReasonForm):
    """When the lease starts really, and why its start is taken back."""

    starts_on = DutchDateField(
        label=_("The lease starts on"),
        help_text=_("A day that has passed can be confirmed again right away."),
    )

    field_order = ["starts_on", "code"]


class EndOfHomeForm(ReasonForm):
    """When and why a lease ended."""

    ended_on = DutchDateField(label=_("Ended on"))

    field_order = ["ended_on", "code"]

    def clean_ended_on(self) -> date:
        return not_later(self.cleaned_data["ended_on"], self.on)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.on = on
        self.fields["ended_on"].initial = on


class EndForm(EndOfHomeForm):
    """Together with whether another home is wanted."""

    rehouse = forms.BooleanField(
        label=_("They wait for another home, with their first waiting time"), required=False
    )

    field_order = ["ended_on", "code", "rehouse"]
