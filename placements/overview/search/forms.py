"""Reads what somebody types to find a case."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pact.access.actor import Actor
from pact.common.fields import PlainTextField, ReferenceField
from placements.candidates.forms import number
from placements.candidates.names import name_key
from placements.overview.search.querysets import may_search_names

LIKE_A_REFERENCE = re.compile(r"\s*[a-z]-\s*\w{6}\s*", re.I)
SHORTEST = 2


class SearchForm(forms.Form):
    """A reference, or for a caseworker the beginning of a surname too."""

    wanted = PlainTextField(label=_("Reference"), max_length=80)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names_too = may_search_names(actor)
        self.fields["wanted"].widget.attrs["autocomplete"] = "off"
        if self.names_too:
            self.fields["wanted"].label = _("Reference, or the beginning of a surname")

    def clean_wanted(self) -> str:
        wanted = self.cleaned_data["wanted"]
        if self.is_reference(wanted) or not self.names_too:
            return ReferenceField().clean(wanted)
        if len(name_key(wanted)) < SHORTEST:
            raise ValidationError(_("Type at least two letters of the surname."))
        return wanted

    def is_reference(self, wanted: str) -> bool:
        return bool(LIKE_A_REFERENCE.fullmatch(wanted))


class AlikeForm(forms.Form):
    """What whoever decides may know of somebody: when they were born, and their initials."""

    birth_year = number(label=_("Year of birth"), least=1900, most=2100)
    initials = PlainTextField(
        label=_("Initials"),
        max_length=12,
        required=False,
        help_text=_("Leave open to find everybody of that year."),
    )
