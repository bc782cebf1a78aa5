"""Why, as a code, or only to be sure."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pact.agreement.norms import reason_choices
from pact.common.fields import ChosenField


class ReasonForm(forms.Form):
    """Why, as a code: between parties there is no text."""

    code = ChosenField(
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
