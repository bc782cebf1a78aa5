"""Reads and checks what is typed about guidance. Saving is the actions' work."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pact.accounts.models import Membership
from pact.accounts.roles import Role
from pact.agreement.models import ReasonKind
from pact.agreement.norms import reason_choices
from pact.common.fields import ChosenField, ChosenRowField, DutchDateField, TypedChosenField
from placements.guidance.models import Light, MomentKind

WHO_GUIDES = _("Who guides {who} from today on")
NOT_ASKED = [("", _("not asked")), ("yes", _("yes")), ("no", _("no"))]
RUNG = "rung"
KNOWN = {"yes": True, "no": False}


def yes_or_no(label: Any) -> TypedChosenField:
    return TypedChosenField(
        label=label, choices=NOT_ASKED, coerce=KNOWN.get, empty_value=None, required=False
    )


class HoldMoment(forms.Form):
    """A contact moment that was held: when, how it goes, in what somebody takes part."""

    held_on = DutchDateField(label=_("Held on"))
    light = ChosenField(
        label=_("How it goes"),
        choices=Light.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it goes.")},
    )
    work = yes_or_no(_("Work"))
    school = yes_or_no(_("School"))
    activity = yes_or_no(_("An activity in the area"))
    network = yes_or_no(_("People around them"))

    def participation(self) -> dict[str, bool | None]:
        return {name: self.cleaned_data[name] for name in ("work", "school", "activity", "network")}


class CorrectMoment(HoldMoment):
    """What was recorded of a moment, as it should have been; or that it was not held."""

    was_held = TypedChosenField(
        label=_("Was this moment held?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=KNOWN.get,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    code = ChosenField(
        label=_("Why it is corrected"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )

    field_order = ["was_held", "held_on", "light"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reason_choices(ReasonKind.CORRECTION, today)

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        was_held = self.cleaned_data["was_held"]
        return {
            "held_on": self.cleaned_data["held_on"] if was_held else None,
            "light": self.cleaned_data["light"],
            "participation": self.participation(),
            "code": self.cleaned_data["code"],
        }


class DropMoment(forms.Form):
    """Nothing is asked: a click says it."""


class AddMoment(forms.Form):
    kind = ChosenField(label=_("What"), choices=MomentKind.choices, initial=MomentKind.VISIT)
    planned_on = DutchDateField(label=_("When"))


class WithReason(forms.Form):
    """A decision with a reason from the agreement's list."""

    kind: ReasonKind

    code = ChosenField(
        label=_("Why"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why."),
            "invalid_choice": _("Choose one of the reasons in the list."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reason_choices(self.kind, today)


class ExtendGuidance(WithReason):
    kind = ReasonKind.GUIDANCE_EXTENSION

    until = DutchDateField(label=_("Until"))


class EndGuidance(WithReason):
    kind = ReasonKind.GUIDANCE_END


class ColleagueField(ChosenRowField):
    """A caseworker who works in the party today."""

    def label_from_instance(self, member: Membership) -> str:
        return member.user.name


class ChooseColleague(forms.Form):
    to = ColleagueField(
        label=_("Colleague"),
        queryset=Membership.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("Choose somebody who works in your party today."),
        },
    )

    def __init__(
        self, *args: Any, party_id: int, today: date, now: int | None = None, **kwargs: Any
    ) -> None:
        """``now`` is the member whose it is, who is no choice."""
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = (
            Membership.objects.open(today)
            .of(Role.CASEWORKER)
            .filter(party_id=party_id)
            .exclude(pk=now)
            .select_related("user")
        )


class PartyColleagueField(ChosenRowField):
    def label_from_instance(self, member: Membership) -> str:
        return f"{member.party.name}: {member.user.name}"


class AskTakeover(forms.Form):
    """A caseworker of another care party, who works there today."""

    to = PartyColleagueField(
        label=_("Who is asked"),
        queryset=Membership.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose who is asked."),
            "invalid_choice": _("Choose somebody who works in another care party today."),
        },
    )

    def __init__(self, *args: Any, party_id: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = (
            Membership.objects.open(today)
            .of(Role.CASEWORKER)
            .exclude(party_id=party_id)
            .select_related("user", "party")
            .order_by("party__name", "user__name")
        )


class AnswerTakeover(forms.Form):
    accepts = TypedChosenField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, we take this case over")), ("no", _("No, we cannot"))],
        coerce=KNOWN.get,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )


class TakeBackTakeover(forms.Form):
    """Nothing is asked: a click says it."""


class SubmitApplication(ChooseColleague):
    """Who guides from today on: the caseworker, or another coach of the party; each person's own.

    ``people`` are the names of everybody in the household, by number. Whether the coordinator was
    rung is asked only when somebody may have been entered already.
    """

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        first, *others = people or [1]
        label: Promise = _("Who guides from today on")
        self.fields["to"].empty_label = None
        for number in others:
            field = deepcopy(self.fields["to"])
            self.fields[self._name(number)] = field
            self.initial.setdefault(self._name(number), self.initial.get("to"))
            field.label = format_lazy(WHO_GUIDES, who=people[number])
        if others:
            label = format_lazy(WHO_GUIDES, who=people[first])
        self.fields["to"].label = label  # type: ignore[assignment] # lazy, as every label
        if RUNG in self.data:
            self.ask_whether_rung()

    def ask_whether_rung(self) -> None:
        self.fields[RUNG] = forms.BooleanField(
            label=_("I rang the coordinator about this application"), required=False
        )

    @property
    def has_rung(self) -> bool:
        return bool(self.cleaned_data.get(RUNG))

    def coaches(self) -> dict[int, Membership]:
        """Who guides whom, by the number of the person."""
        first, *others = self.people or [1]
        chosen = {number: self.cleaned_data[self._name(number)] for number in others}
        return {first: self.cleaned_data["to"], **chosen}

    @staticmethod
    def _name(number: int) -> str:
        return f"to_{number}"
