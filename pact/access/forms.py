"""Reads and checks what was typed about people. Saving is the actions' work."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pact.access.actions.absences import possible_substitutes
from pact.accounts.models import Membership, User
from pact.accounts.roles import Role
from pact.agreement.models import Party
from pact.common.fields import ChosenField, DutchDateField, OneLineEmailField, PlainTextField


class GiveRole(forms.Form):
    """A role in a party. Which roles fit which party, the action knows."""

    party = forms.ModelChoiceField(
        Party.objects.none(), label=_("Party"), empty_label=_("Choose a party")
    )
    role = ChosenField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    telephone = PlainTextField(
        label=_("Telephone at work"),
        help_text=_("Parties that work on the same case see it."),
        max_length=20,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.existing(timezone.localdate())

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InvitePerson(GiveRole):
    email = OneLineEmailField(label=_("E-mail address at work"))
    name = PlainTextField(label=_("Name"), max_length=80)

    field_order = ["email", "name", "party", "role", "telephone"]


class NameSubstitute(forms.Form):
    """From and including one day, to and including another."""

    substitute = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Who stands in"),
        empty_label=_("Choose a colleague"),
        error_messages={"required": _("Choose a colleague.")},
    )
    first_day = DutchDateField(label=_("First day of absence"))
    last_day = DutchDateField(label=_("Last day of absence"))

    def __init__(self, *args: Any, absent: Membership, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = possible_substitutes(absent, today)
        self.fields["substitute"].queryset = colleagues
        self.fields["substitute"].label_from_instance = lambda member: member.user.name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first. Turn them around."))
        return data


class Sure(forms.Form):
    """Nothing to fill in: sending it is the answer."""


class Standing(forms.Form):
    """Whether a caseworker leads the team, or a coordinator is the deputy."""

    is_lead = forms.BooleanField(label=_("Leads the caseworkers of the party"), required=False)
    is_deputy = forms.BooleanField(label=_("Is the deputy coordinator"), required=False)


class PeopleFilter(forms.Form):
    """Narrows the list of people to a role or a party that somebody has now."""

    role = ChosenField(
        label=_("Role"), required=False, choices=[("", _("all roles")), *Role.choices]
    )
    party = forms.ModelChoiceField(
        Party.objects.all(), label=_("Party"), required=False, empty_label=_("all parties")
    )

    def narrow(self, people: QuerySet[User]) -> QuerySet[User]:
        """What cannot be read shows nobody; the form says so beside it."""
        if not self.is_bound:
            return people
        if not self.is_valid():
            return people.none()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        if not wanted:
            return people
        held = Membership.objects.filter(user=OuterRef("pk"), ended_on=None, **wanted)
        return people.filter(Exists(held))
