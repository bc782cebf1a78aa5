"""Why, as a code, or only to be sure; and that what is recorded has happened."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.agreement.norms import reason_choices
from pact.common.shown import day_in_words


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


class ConfirmForm(forms.Form):
    """A deed that asks nothing but to be sure."""


def not_later(day: date, today: date) -> date:
    """What is recorded has happened."""
    if day > today:
        raise ValidationError(
            _("%(day)s is still to come. Fill in the day on which it happened.")
            % {"day": day_in_words(day, "j F Y")}
        )
    return day
