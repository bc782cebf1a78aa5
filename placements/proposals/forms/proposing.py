"""Propose a household for a home: who lets it, why not who fits better, and a start that can be."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.models import PactYear
from municipalities.places import counting_year
from pact.accounts.models import Membership
from pact.agreement.models import ReasonKind
from pact.agreement.norms import reason_choices
from pact.common.fields import ChosenField, DutchDateField
from pact.common.shown import day_in_words
from placements.dwellings.agents import letting_agents
from placements.dwellings.models import Dwelling
from placements.proposals.terms import last_start

EXPLAIN_AT_ONCE = {"hx-get": "", "hx-target": "#fit", "hx-swap": "outerHTML"}
"""Another start fits otherwise: the sentences beside the form follow the date."""


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
    code = ChosenField(
        label=gettext_lazy("Why this candidate and not the first?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Somebody else fits better. Choose why you propose this one.")
        },
    )

    def __init__(
        self, *args: Any, dwelling: Dwelling, starts_on: date, rank: int, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dwelling, self.today = dwelling, today
        agents = letting_agents(dwelling.corporation_id, on=today).select_related("user")
        self.fields["agent"].queryset = agents
        self.fields["agent"].choices = [(agent.pk, agent.user.name) for agent in agents]
        self.fields["agent"].initial = dwelling.offered_by_id
        self.fields["starts_on"].initial = starts_on
        self.fields["starts_on"].widget.attrs |= EXPLAIN_AT_ONCE
        self._ask_why(rank)

    def _ask_why(self, rank: int) -> None:
        """Whoever chooses the first need not say why."""
        if rank == 1:
            del self.fields["code"]
        else:
            self.fields["code"].choices = reason_choices(ReasonKind.OTHER_CANDIDATE, self.today)

    def clean_starts_on(self) -> date:
        day = _start_of_lease(self.cleaned_data["starts_on"], self.dwelling, self.today)
        return in_an_open_year(day, self.today)


def _start_of_lease(day: date, dwelling: Dwelling, today: date) -> date:
    """A start that the home and the calendar allow."""
    first, last = max(dwelling.available_from, today), last_start(today)
    if not first <= day <= last:
        raise ValidationError(
            _("This home can be let from %(first)s on. Choose a day between then and %(last)s.")
            % {"first": day_in_words(first), "last": day_in_words(last)}
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
