"""Read and check what was typed about a proposal. Saving is the work of the actions."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.models import PactYear
from municipalities.places import counting_year
from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.agreement.norms import reasons
from pact.common.dates import months_after
from pact.common.fields import DutchDateField
from pact.common.shown import day_in_words
from placements.dwellings.models import Dwelling
from placements.proposals.models import Placement

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
MONTHS_AHEAD = 18
EXPLAIN_AT_ONCE = {"hx-get": "", "hx-target": "#fit", "hx-swap": "outerHTML"}
"""Another start fits otherwise: the sentences beside the form follow the date."""


def reason_choices(kind: str, on: date, only: list[str] | None = None) -> list[tuple[str, str]]:
    """The reasons that may be chosen on a day, in the reader's language."""
    found = reasons(kind, on)
    if only is not None:
        found = found.filter(code__in=only)
    return [(reason.code, str(reason)) for reason in found]


class ReasonForm(forms.Form):
    """Why, as a code: between parties there is no text."""

    code = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason, so that the others know why.")},
    )

    def __init__(
        self, *args: Any, kind: str, on: date, only: list[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reason_choices(kind, on, only)


class HoldForm(ReasonForm):
    """Why a case stands still, and whether the introductions stand still with it."""

    stop_introductions = forms.BooleanField(
        label=gettext_lazy("Stop the introductions as well"),
        help_text=gettext_lazy("Leave this open when getting to know the area goes on."),
        required=False,
    )


class AnswerForm(forms.Form):
    """Yes, or no with its reason."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    code = forms.ChoiceField(
        label=gettext_lazy("Reason, when the answer is no"),
        required=False,
        help_text=gettext_lazy("A no ends this proposal. Home and candidate are free again."),
    )

    def __init__(self, *args: Any, kind: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "—"), *reason_choices(kind, on)]

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

    spoke_on = DutchDateField(label=gettext_lazy("Spoken with the candidate on"))

    field_order = ["spoke_on", "answer", "code"]

    def clean_spoke_on(self) -> date:
        return not_later(self.cleaned_data["spoke_on"], self.today)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.today = on
        self.fields["spoke_on"].initial = on


class RefusalForm(ReasonForm):
    """Why the candidate says no after all, and when somebody spoke with them."""

    spoke_on = DutchDateField(label=gettext_lazy("Spoken with the candidate on"))

    field_order = ["spoke_on", "code"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, kind=ReasonKind.CANDIDATE_REFUSAL, on=on, **kwargs)
        self.today = on
        self.fields["spoke_on"].initial = on

    def clean_spoke_on(self) -> date:
        return not_later(self.cleaned_data["spoke_on"], self.today)


class CheckForm(AnswerForm):
    """The outcome of a viewing, income test or permit: yes or no, and its date."""

    on = DutchDateField(label=gettext_lazy("Date"))

    field_order = ["on", "answer", "code"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.today = on
        self.fields["on"].initial = on

    def clean_on(self) -> date:
        return not_later(self.cleaned_data["on"], self.today)


class PaymentForm(forms.Form):
    """Whether the municipalities agree on who pays guidance after a move across a border."""

    paid = forms.ChoiceField(
        label=gettext_lazy("Is it agreed who pays the guidance after the move?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )


class ConfirmForm(forms.Form):
    """A deed that asks nothing but to be sure."""


class ExtendForm(forms.Form):
    """Until when an answer may still come."""

    due_on = DutchDateField(label=gettext_lazy("New last day for the answer"))


class WaitForm(forms.Form):
    """Until when the corporation waits for a proposal that runs."""

    answer_by = DutchDateField(label=gettext_lazy("Answer wanted by"))


class NameAgentForm(forms.Form):
    """Another letting agent of the same corporation, who works there today."""

    agent = forms.ModelChoiceField(
        queryset=Membership.objects.none(),
        label=gettext_lazy("Letting agent"),
        to_field_name="public_id",
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose a colleague."),
            "invalid_choice": gettext_lazy("Choose somebody who works in your party today."),
        },
    )

    def __init__(self, *args: Any, placement: Placement, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agents = Membership.objects.open(today).of(Role.LETTING_AGENT).select_related("user")
        others = agents.filter(party_id=placement.corporation_id).exclude(pk=placement.agent_id)
        self.fields["agent"].queryset = others.order_by("user__name")
        self.fields["agent"].label_from_instance = lambda member: member.user.name


class ProposeForm(forms.Form):
    """When the lease would start, who lets the home, and why not somebody who fits better."""

    starts_on = DutchDateField(
        label=gettext_lazy("Expected start of the lease"),
        help_text=gettext_lazy("The home counts in the year in which the lease starts."),
    )
    agent = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Letting agent"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose who lets this home."),
            "invalid_choice": gettext_lazy(
                "This person does not work for this corporation. Choose somebody from the list."
            ),
        },
        help_text=gettext_lazy(
            "After both sides have said yes, this person learns who the candidate is."
        ),
    )
    code = forms.ChoiceField(
        label=gettext_lazy("Why this candidate and not the first?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Somebody else fits better. Choose why you propose this one.")
        },
    )

    def __init__(self, *args: Any, dwelling: Dwelling, starts_on: date, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.dwelling, self.today = dwelling, today
        agents = Membership.objects.open(today).of(Role.LETTING_AGENT).select_related("user")
        self.fields["agent"].queryset = agents.filter(party_id=dwelling.corporation_id)
        self.fields["agent"].label_from_instance = lambda member: member.user.name
        self.fields["agent"].initial = dwelling.offered_by_id
        self.fields["starts_on"].initial = starts_on
        self.fields["starts_on"].widget.attrs |= EXPLAIN_AT_ONCE

    def ask_why(self, rank: int) -> None:
        """Whoever chooses the first need not say why."""
        if rank == 1:
            del self.fields["code"]
        else:
            self.fields["code"].choices = reason_choices(ReasonKind.OTHER_CANDIDATE, self.today)

    def clean_starts_on(self) -> date:
        day = start_of_lease(self.cleaned_data["starts_on"], self.dwelling, self.today)
        return in_an_open_year(day, self.today)


def start_of_lease(day: date, dwelling: Dwelling, today: date) -> date:
    """A start that the home and the calendar allow."""
    first = max(dwelling.available_from, today)
    last = months_after(today, MONTHS_AHEAD)
    if not first <= day <= last:
        raise ValidationError(
            _("This home can be let from %(first)s on. Choose a day between then and %(last)s.")
            % {"first": day_in_words(first, "j F Y"), "last": day_in_words(last, "j F Y")}
        )
    return day


def in_an_open_year(day: date, today: date) -> date:
    """A start in a year whose places are there."""
    opened = PactYear.objects.filter(year__gte=today.year).order_by("year")
    years = list(opened.values_list("year", flat=True))
    if counting_year(day) not in years:
        raise ValidationError(
            _("%(year)s has no homes yet. Choose a start in a year that is open: %(years)s.")
            % {"year": counting_year(day), "years": ", ".join(map(str, years)) or "–"}
        )
    return day


def not_later(day: date, today: date) -> date:
    """What is recorded has happened."""
    if day > today:
        raise ValidationError(
            _("%(day)s is still to come. Fill in the day on which it happened.")
            % {"day": day_in_words(day, "j F Y")}
        )
    return day
