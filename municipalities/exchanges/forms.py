"""Reads and checks who asks whom for a home. Saving is the action's work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import Share
from pact.access.actor import Actor
from pact.accounts.roles import Role
from pact.agreement.models import Municipality
from pact.common.fields import FROM_A_LIST


class AskExchange(forms.Form):
    """An officer asks for the own municipality; the coordinator says for which."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, error_messages=FROM_A_LIST)
    asking = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("For which municipality"),
        empty_label=_("Choose a municipality"),
        error_messages=FROM_A_LIST,
    )
    giving = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Which municipality is asked"),
        empty_label=_("Choose a municipality"),
        error_messages=FROM_A_LIST,
    )

    def __init__(self, *args: Any, actor: Actor, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("Choose a year")), *((y, str(y)) for y in years)]
        shared = Share.objects.filter(year__in=years).values("municipality")
        places = Municipality.objects.filter(pk__in=shared)
        self.fields["asking"].queryset = self.fields["giving"].queryset = places
        if actor.is_a(Role.MUNICIPAL_OFFICER):
            self.fields["asking"].queryset = places.filter(pk=actor.municipality_id)
            self.fields["asking"].initial = actor.municipality_id
            self.fields["asking"].empty_label = None
            self.fields["giving"].queryset = places.exclude(pk=actor.municipality_id)


class Sure(forms.Form):
    """Asks nothing but whether somebody is sure."""
