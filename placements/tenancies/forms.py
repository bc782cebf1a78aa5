"""Read and check what was typed about a lease. Saving is the work of the actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from municipalities.decisions.forms import WithDocument
from municipalities.models import DecisionKind
from pact.agreement.models import ReasonKind
from pact.agreement.norms import reason_choices
from pact.common.fields import FROM_A_LIST, ChosenField, DutchDateField
from placements.dwellings.models import ContractForm
from placements.proposals.forms import DayItHappened, ReasonForm
from placements.proposals.models import Placement


class AppointmentForm(forms.Form):
    """When, and who comes besides the candidate."""

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
    agent_comes = forms.BooleanField(
        label=_("The letting agent comes"), required=False, initial=True
    )
    caseworker_comes = forms.BooleanField(
        label=_("The caseworker comes"), required=False, initial=True
    )
    worker_comes = forms.BooleanField(
        label=_("The neighbourhood worker comes as well"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("agent_comes", "caseworker_comes", "worker_comes")):
            self.add_error(
                "agent_comes", gettext("Choose who comes, so that the candidate is not alone.")
            )
        return data


class SignForm(forms.Form):
    """The signed lease: in which form, when it was signed, and when it starts."""

    contract_form = ChosenField(
        label=_("Contract form"),
        choices=ContractForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the form of the contract.")},
    )
    signed_on = DayItHappened(label=_("Signed on"))
    starts_on = DutchDateField(
        label=_("The lease starts on"),
        help_text=_("The home counts in the year in which the lease starts."),
    )

    def __init__(self, *args: Any, placement: Placement, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = placement.dwelling
        self.fields["contract_form"].initial = home.contract_form
        self.fields["starts_on"].initial = max(placement.expected_on or home.available_from, today)


class CorrectLeaseForm(SignForm, ReasonForm):
    """The lease as it really was signed, and why that is corrected."""

    field_order = ["contract_form", "signed_on", "starts_on", "code"]

    def __init__(self, *args: Any, placement: Placement, today: date, **kwargs: Any) -> None:
        super().__init__(
            *args,
            placement=placement,
            today=today,
            kind=ReasonKind.CORRECTION,
            on=today,
            **kwargs,
        )
        self.fields["contract_form"].initial = placement.lease.form
        self.fields["signed_on"].initial = placement.lease.signed_on
        self.fields["starts_on"].initial = placement.lease.starts_on


class HappenedForm(forms.Form):
    """The day on which something happened."""

    on = DayItHappened()

    def __init__(self, *args: Any, label: str, agreed: date | None = None, **kwargs: Any) -> None:
        """``agreed`` is the day that it was to happen on; without one it was today."""
        super().__init__(*args, **kwargs)
        self.fields["on"].label = label
        self.fields["on"].initial = agreed or self.fields["on"].initial


class PostponeForm(ReasonForm):
    """The new start, and why it is later."""

    starts_on = DutchDateField(label=_("The lease will start on"))

    field_order = ["starts_on", "code"]


class ExpectForm(forms.Form):
    """When the lease would start, as far as one knows now."""

    expected_on = DutchDateField(
        label=_("The lease is expected to start on"),
        help_text=_("The home counts in the year in which the lease starts."),
    )


class CountForm(WithDocument):
    """Whether a lease that found no place counts: in its own year, in the next, or not at all."""

    answer = ChosenField(
        label=_("What should be decided?"),
        widget=forms.RadioSelect,
        error_messages=FROM_A_LIST,
    )

    field_order = ["answer", "document", "reason"]

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        counts = _("It counts in %(year)s")
        self.fields["answer"].choices = [
            (str(year), counts % {"year": year}),
            (str(year + 1), counts % {"year": year + 1}),
            (DecisionKind.OUTSIDE, _("It does not count for the pact")),
        ]

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        answer = self.cleaned_data["answer"]
        counts = answer != DecisionKind.OUTSIDE
        return {
            "kind": DecisionKind.COUNTS if counts else DecisionKind.OUTSIDE,
            "year": int(answer) if counts else self.year,
            "document": self.cleaned_data["document"],
            "reason": self.cleaned_data["reason"],
        }


class TakeBackForm(ReasonForm):
    """When the lease starts really, and why its start is taken back."""

    starts_on = DutchDateField(
        label=_("The lease starts on"),
        help_text=_("A day that has passed can be confirmed again right away."),
    )

    field_order = ["starts_on", "code"]


class EndOfHomeForm(ReasonForm):
    """When and why a lease ended."""

    on = DayItHappened(label=_("Ended on"))

    field_order = ["on", "code"]


class CorrectEndForm(EndOfHomeForm):
    """When and why it really ended, and why that is corrected."""

    end_code = ChosenField(
        label=_("Why the lease ended"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason, so that the others know why.")},
    )

    field_order = ["on", "end_code", "code"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, kind=ReasonKind.CORRECTION, **kwargs)
        self.fields["on"].initial = None
        self.fields["end_code"].choices = reason_choices(ReasonKind.LEASE_END, on)
        self.fields["code"].label = _("Why it is corrected")


class PutOffTransferForm(ReasonForm):
    """Why a lease is not in the tenant's own name yet, and when the letting agent looks again."""

    look_on = DutchDateField(label=_("Look again on"))

    field_order = ["look_on", "code"]


class CorrectTransferForm(ReasonForm):
    """Whether the lease came in the tenant's own name on another day, or not after all."""

    answer = ChosenField(
        label=_("What is right"),
        choices=[
            ("moved", _("It came in the tenant's own name on another day")),
            ("none", _("It is not in the tenant's own name")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is right.")},
    )
    on = DutchDateField(label=_("In the tenant's own name from"), required=False)

    field_order = ["answer", "on", "code"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == "moved" and not data.get("on") and "on" not in self.errors:
            self.add_error("on", gettext("Fill in the day from which it is in their own name."))
        is_moved = data.pop("answer", "") == "moved"
        return data | {"on": data.get("on") if is_moved else None}


class EndForm(EndOfHomeForm):
    """Together with whether another home is wanted."""

    rehouse = forms.BooleanField(
        label=_("They wait for another home, with their first waiting time"), required=False
    )

    field_order = ["on", "code", "rehouse"]
