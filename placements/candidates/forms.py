"""Reads and checks what is typed about a candidate. Saving is the actions' work."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import ReasonKind
from pact.agreement.norms import reason_choices
from pact.common.fields import NOTHING_CHOSEN, DutchDateField, EuroField, PlainTextField
from placements.candidates import choices
from placements.candidates.application import AREAS, AVOIDED, LABELS, NEEDED, Answers
from placements.candidates.fields import MonthField
from placements.candidates.models import Accessibility, IncomeClass, Origin
from placements.candidates.person_form import (
    TEXTS,
    THE_GUIDANCE,
    THE_PERSON,
    Groups,
    Person,
    chosen,
)

GROUPS: Groups = [
    THE_PERSON,
    (
        _("The home that is needed"),
        _(
            "The coordinator reads this, and without a name a corporation that considers the "
            "candidate. Who introduces reads for how many people, and the accessibility."
        ),
        [
            ("adults", "children", "bedrooms"),
            ("co_parenting",),
            ("accessibility",),
            ("wants_quiet",),
            ("max_rent",),
        ],
    ),
    (
        _("Where from"),
        _("Read by you and the coordinator. Of income only the class, never an amount."),
        [
            ("origin", "facility"),
            ("municipality_of_origin",),
            ("from_elsewhere",),
            ("income_class",),
            ("income_proved_on",),
        ],
    ),
    THE_GUIDANCE,
    (
        _("Where and when"),
        _(
            "Read by you and the coordinator. A corporation that considers the candidate reads the "
            "month wished for; who introduces in an area reads that the area is wished for."
        ),
        [(AREAS,), ("wished_month", "earliest_month")],
    ),
    (
        _("Safety"),
        _(
            "The address stays with you. The coordinator sees which districts to avoid, no reason. "
            "Whoever meets the candidate sees that they must ring you first."
        ),
        [("is_flagged",), ("current_address",), (AVOIDED,)],
    ),
    (_("Note"), _("Only you, your substitute and your team lead read this."), [("text",)]),
]


def number(*, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    sentence = format_lazy(_("Write a number from {least} to {most}."), least=least, most=most)
    return forms.IntegerField(
        validators=[MinValueValidator(least, sentence), MaxValueValidator(most, sentence)],
        error_messages={"invalid": sentence, "required": sentence},
        widget=forms.TextInput(attrs={"class": "utrecht-textbox--short", "inputmode": "numeric"}),
        **kwargs,
    )


def ticked(**kwargs: Any) -> forms.TypedMultipleChoiceField:
    sentence = _("Tick what is in the list, nothing else.")
    return forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--many"}),
        error_messages={"required": _("Tick at least one."), "invalid_choice": sentence},
        **kwargs,
    )


class Application(Person):
    """A household and its first person on one page. A draft may lack what a submission needs."""

    groups_of_fields = GROUPS
    labels = LABELS
    needed = NEEDED
    texts = (
        *TEXTS,
        "accessibility",
        "origin",
        "facility",
        "income_class",
        "current_address",
        "text",
    )

    adults = number(least=1, most=9)
    children = number(least=0, most=15, required=False)
    co_parenting = forms.BooleanField(required=False)
    bedrooms = number(least=0, most=9)
    accessibility = chosen(Accessibility.choices)
    wants_quiet = forms.BooleanField(required=False)
    max_rent = EuroField(most=5_000)
    earliest_month = MonthField(required=False)
    wished_month = MonthField()
    origin = chosen(Origin.choices)
    facility = PlainTextField(max_length=80, required=False)
    municipality_of_origin = chosen([], coerce=int, empty_value=None)
    from_elsewhere = forms.BooleanField(
        required=False, help_text=_("Then leave the municipality of origin open.")
    )
    income_class = chosen(IncomeClass.choices)
    income_proved_on = DutchDateField(required=False)
    areas = ticked()
    avoided = ticked(required=False)
    is_flagged = forms.BooleanField(
        required=False,
        help_text=_("Everybody who meets the candidate then rings you first."),
    )
    current_address = PlainTextField(max_length=160, required=False)
    text = PlainTextField(
        max_length=2000,
        lines=True,
        required=False,
        help_text=_("No diagnosis, no offence, no citizen service number."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        districts = choices.districts()
        origins = [NOTHING_CHOSEN, *choices.municipalities_of(districts)]
        self.fields["municipality_of_origin"].choices = origins
        self.fields[AREAS].choices = choices.areas(today)
        self.fields[AVOIDED].choices = choices.by_municipality(districts)

    def _check_no_municipality(self, data: dict[str, Any]) -> None:
        if data.get("municipality_of_origin"):
            self.add_error(
                "from_elsewhere",
                _("A municipality is chosen as well. Leave it open, or take this tick away."),
            )
        elif not self.data.get("municipality_of_origin"):
            self.errors.pop("municipality_of_origin", None)
            data["municipality_of_origin"] = None

    def answers(self) -> Answers:
        """What was typed, an answer that was left open as empty."""
        given = super().answers()
        given["children"] = given["children"] or 0
        return given | {AREAS: given[AREAS] or [], AVOIDED: given[AVOIDED] or []}

    def clean_max_rent(self) -> Any:
        rent = self.cleaned_data["max_rent"]
        if rent is not None and rent <= 0:
            raise ValidationError(_("A home is never free. Write the highest rent, above 0."))
        return rent

    def clean_income_proved_on(self) -> date | None:
        day = self.cleaned_data["income_proved_on"]
        if day and day > self.today:
            raise ValidationError(_("This date is still to come. Write the date on the proof."))
        return day

    def clean_wished_month(self) -> date | None:
        month = self.cleaned_data["wished_month"]
        if month and month != self.initial.get("wished_month") and month < _first(self.today):
            raise ValidationError(_("This month has passed. Write this month or a later one."))
        return month

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("from_elsewhere"):
            self._check_no_municipality(data)
        earliest, wished = data.get("earliest_month"), data.get("wished_month")
        if earliest and wished and earliest > wished:
            self.add_error(
                "earliest_month",
                _("The earliest month comes after the wished month. Change one of the two."),
            )
        both = set(data.get(AREAS) or []) and set(data.get(AVOIDED) or [])
        if both and (names := choices.wished_and_avoided(data[AREAS], data[AVOIDED], self.today)):
            sentence = _("Every district of %(areas)s is one to avoid. Untick one of the two.")
            self.add_error(AREAS, sentence % {"areas": ", ".join(names)})
        return data


class Decision(forms.Form):
    """A decision on the application as it was read: another version is another application."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AdmitApplication(Decision):
    has_checked = forms.BooleanField(required=False)


class ReturnApplication(Decision):
    codes = forms.MultipleChoiceField(
        label=_("What is missing"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick what is missing, so that the caseworker knows what to add."),
            "invalid_choice": _("Tick what is in the list, nothing else."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = reason_choices(ReasonKind.RETURN_ITEM, today)


class RejectApplication(Decision):
    code = forms.ChoiceField(
        label=_("Why"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why, so that the care party can answer it."),
            "invalid_choice": _("Choose one of the reasons in the list."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = reason_choices(ReasonKind.REJECTION, today)


def _first(day: date) -> date:
    return day.replace(day=1)
