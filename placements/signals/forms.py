"""Read what was typed about a signal: codes and a date. Saving is the work of the actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import ReasonKind
from pact.agreement.norms import reason_choices
from pact.common.fields import ChosenField
from placements.proposals.forms import DayItHappened


def code(label: Any, problem: Any) -> ChosenField:
    return ChosenField(label=label, widget=forms.RadioSelect, error_messages={"required": problem})


class ViewForm(forms.Form):
    """How one's own side sees it."""

    view = code(_("How you see it"), _("Choose how you see it."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["view"].choices = reason_choices(ReasonKind.SIGNAL_VIEW, on)


class SignalForm(ViewForm):
    """What happened, when, and how one sees it."""

    fact = code(_("What happened"), _("Choose what happened."))
    happened_on = DayItHappened(label=_("On which day"), initial=None)

    field_order = ["fact", "happened_on", "view"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.fields["fact"].choices = reason_choices(ReasonKind.SIGNAL_FACT, on)


class AgreedForm(forms.Form):
    """What both sides will do."""

    decision = code(_("What you agreed"), _("Choose what you agreed with the other side."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = reason_choices(ReasonKind.SIGNAL_DECISION, on)
