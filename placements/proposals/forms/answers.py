"""What a party says: a yes, or a no with its reason, and on which day it was."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.agreement.norms import reason_choices
from pact.common.fields import NOTHING_CHOSEN, ChosenField
from placements.proposals.forms.days import DayItHappened
from placements.proposals.forms.reasons import ReasonForm

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class AnswerForm(forms.Form):
    """Yes, or no with its reason."""

    answer = ChosenField(
        label=gettext_lazy("Answer"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    code = ChosenField(
        label=gettext_lazy("Reason, when the answer is no"),
        required=False,
        help_text=gettext_lazy("A no ends this proposal. Home and candidate are free again."),
    )

    def __init__(self, *args: Any, kind: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [NOTHING_CHOSEN, *reason_choices(kind, on)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == "no" and not data.get("code") and "code" not in self.errors:
            self.add_error("code", _("Choose the reason for this no."))
        return data

    @property
    def said(self) -> dict[str, Any]:
        """What the actions ask: whether it was a yes, and the reason of a no."""
        yes = self.cleaned_data["answer"] == "yes"
        return {"yes": yes, "code": "" if yes else self.cleaned_data["code"]}


class SpokenAnswerForm(AnswerForm):
    """The candidate's own answer, and when somebody spoke with them."""

    spoke_on = DayItHappened(label=gettext_lazy("Spoken with the candidate on"))

    field_order = ["spoke_on", "answer", "code"]


class RefusalForm(ReasonForm):
    """Why the candidate says no after all, and when somebody spoke with them."""

    spoke_on = DayItHappened(label=gettext_lazy("Spoken with the candidate on"))

    field_order = ["spoke_on", "code"]


class CheckForm(AnswerForm):
    """The outcome of a viewing, income test or permit: yes or no, and its date."""

    on = DayItHappened(label=gettext_lazy("Date"))

    field_order = ["on", "answer", "code"]


class PaymentForm(forms.Form):
    """Whether the municipalities agree on who pays guidance after a move across a border."""

    paid = ChosenField(
        label=gettext_lazy("Is it agreed who pays the guidance after the move?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
