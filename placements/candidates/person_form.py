"""Reads and checks what is typed about one person of an application."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pact.common.dates import months_after
from pact.common.fields import NOTHING_CHOSEN, DutchDateField, OneLineEmailField, PlainTextField
from placements.candidates.fields import TelephoneField
from placements.candidates.models import Intensity
from placements.candidates.person import LABELS_OF_PERSON, NEEDED_OF_PERSON, Answers

YOUNGEST, OLDEST = 16, 110

Rows = list[tuple[str, ...]]
Groups = Sequence[tuple[Promise, Promise, Rows]]

THE_PERSON: tuple[Promise, Promise, Rows] = (
    _("The person"),
    _(
        "Read by you, and by the letting agent once both sides said yes. The coordinator sees "
        "initials and year of birth, who introduces the first name and the agreed contact."
    ),
    [
        ("first_name", "initials"),
        ("last_name",),
        ("birth_date", "telephone"),
        ("email",),
        ("agreed_contact",),
    ],
)
THE_GUIDANCE: tuple[Promise, Promise, Rows] = (
    _("The guidance"),
    _("Read by you and the coordinator."),
    [("intensity",), ("budget_in_order",)],
)

WHO_READS_OTHERS = _(
    "Read by you, and by the letting agent once both sides said yes. The coordinator sees "
    "initials, year of birth and how much guidance there is, who introduces the first name and "
    "the agreed contact."
)

TEXTS = (
    "first_name",
    "initials",
    "last_name",
    "telephone",
    "email",
    "agreed_contact",
    "intensity",
)


@dataclass(frozen=True)
class Group:
    """One card of the form: what it is about, who reads it, and its rows of fields."""

    title: Promise
    who: Promise
    rows: list[list[BoundField]]


def chosen(options: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """One of a list. What was never answered is empty, not a choice."""
    sentence = _("Choose one of the answers in the list.")
    return forms.TypedChoiceField(
        choices=[NOTHING_CHOSEN, *options],
        error_messages={"required": sentence, "invalid_choice": sentence},
        **kwargs,
    )


class Person(forms.Form):
    """One person who is guided. A draft may lack what a submission needs."""

    use_required_attribute = False
    groups_of_fields: ClassVar[Groups] = [THE_PERSON, THE_GUIDANCE]
    labels: ClassVar[Mapping[str, Promise]] = LABELS_OF_PERSON
    needed: ClassVar[Sequence[str]] = NEEDED_OF_PERSON
    texts: ClassVar[Sequence[str]] = TEXTS

    first_name = PlainTextField(max_length=60)
    initials = PlainTextField(max_length=12)
    last_name = PlainTextField(max_length=80)
    birth_date = DutchDateField(help_text=_("For example 31-12-1990"))
    telephone = TelephoneField(help_text=_("For example 06-12345678"))
    email = OneLineEmailField(max_length=254, required=False)
    agreed_contact = PlainTextField(
        max_length=80, required=False, help_text=_("The neighbourhood worker reads this.")
    )
    intensity = chosen(Intensity.choices)
    budget_in_order = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, today: date, whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.whole = today, whole
        for name, label in self.labels.items():
            self.fields[name].label = label  # type: ignore[assignment] # lazy, as every label

    def groups(self) -> Iterator[Group]:
        for title, who, rows in self.groups_of_fields:
            yield Group(title, who, [[self[name] for name in row] for row in rows])

    def answers(self) -> Answers:
        """What was typed, a text or a choice that was left open as empty."""
        given = {name: self.cleaned_data.get(name) for name in self.labels}
        return given | {name: given[name] or "" for name in self.texts}

    def clean_birth_date(self) -> date | None:
        born = self.cleaned_data["birth_date"]
        if born and not months_after(born, YOUNGEST * 12) <= self.today:
            raise ValidationError(_("This person would be younger than 16. Check the year."))
        if born and months_after(born, OLDEST * 12) < self.today:
            raise ValidationError(_("This person would be older than 110. Check the year."))
        return born

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.whole:
            self._allow_gaps()
        return data

    def _allow_gaps(self) -> None:
        for name in self.needed:
            found = self.errors.as_data().get(name, [])
            if found and all(error.code == "required" for error in found):
                del self.errors[name]
                self.cleaned_data[name] = None
