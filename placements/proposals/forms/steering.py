"""Until when is waited, and who lets the home."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pact.accounts.models import Membership
from pact.common.fields import ChosenRowField, DutchDateField
from placements.dwellings.agents import letting_agents
from placements.proposals.models import Placement


class ExtendForm(forms.Form):
    """Until when an answer may still come."""

    due_on = DutchDateField(label=gettext_lazy("New last day for the answer"))


class WaitForm(forms.Form):
    """Until when the corporation waits for a proposal that runs."""

    answer_by = DutchDateField(label=gettext_lazy("Answer wanted by"))


class NameAgentForm(forms.Form):
    """Another letting agent of the same corporation, who works there today."""

    agent = ChosenRowField(
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
        agents = letting_agents(placement.corporation_id, on=today).select_related("user")
        others = agents.exclude(pk=placement.agent_id)
        self.fields["agent"].queryset = others.order_by("user__name")
        self.fields["agent"].label_from_instance = lambda member: member.user.name
