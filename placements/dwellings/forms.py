"""Reads and checks what is typed about a home. Saving is the actions' work."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pact.agreement.models import District, Municipality
from pact.common.fields import FROM_A_LIST, DutchDateField, EuroField, PlainTextField
from placements.candidates.models import Accessibility
from placements.dwellings.choices import district_choices
from placements.dwellings.fields import AdditionField, PostcodeField
from placements.dwellings.models import ContractForm, Dwelling
from placements.dwellings.offer import Correction, Offer

LOWEST_FLOOR, HIGHEST_FLOOR, MOST_ROOMS, LARGEST = -2, 60, 12, 500
HIGHEST_RENT = 4999
A_YEAR = timedelta(days=366)
YES_NO_UNKNOWN = [("", _("unknown")), ("yes", _("yes")), ("no", _("no"))]


def number(label: Any, *, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    """A whole number that says in one sentence what it may be."""
    sentence = format_lazy(
        _("Fill in a whole number from {least} to {most}."), least=least, most=most
    )
    messages = dict.fromkeys(["required", "invalid", "min_value", "max_value"], sentence)
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "utrecht-textbox--short"})
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages=messages,
        widget=widget,
        **kwargs,
    )


def version_field() -> forms.IntegerField:
    """The version of the page on which something was typed."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1)


AS_ON_THE_PAGE = [
    "postcode",
    "house_number",
    "addition",
    "street",
    "city",
    "municipality",
    "district",
    "rooms",
    "bedrooms",
    "area_m2",
    "floor",
    "has_lift",
    "accessibility",
    "is_quiet",
    "complex_reference",
    "rent",
    "available_from",
    "answer_by",
    "contract_form",
]
"""In which order mistakes are listed."""


class TypedHome(forms.Form):
    """What can be put right of a home at any moment before its lease."""

    postcode = PostcodeField(label=_("Postcode"))
    house_number = number(_("House number"), least=1, most=99999)
    addition = AdditionField(label=_("Addition"), required=False)
    street = PlainTextField(label=_("Street"), max_length=80)
    city = PlainTextField(label=_("Town"), max_length=60)
    area_m2 = number(_("Surface in m²"), least=8, most=LARGEST, required=False)
    floor = number(
        _("Floor"), least=LOWEST_FLOOR, most=HIGHEST_FLOOR, help_text=_("0 is the ground floor")
    )
    has_lift = forms.BooleanField(label=_("There is a lift"), required=False)
    accessibility = forms.ChoiceField(
        label=_("Accessibility"),
        choices=[
            (Accessibility.NONE, _("nothing special")),
            *[choice for choice in Accessibility.choices if choice[0] != Accessibility.NONE],
        ],
        error_messages=FROM_A_LIST,
    )
    is_quiet = forms.TypedChoiceField(
        label=_("Quiet surroundings"),
        choices=YES_NO_UNKNOWN,
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        error_messages=FROM_A_LIST,
    )
    complex_reference = PlainTextField(
        label=_("Complex"),
        help_text=_("Your own number or name of the complex."),
        max_length=30,
        required=False,
    )
    rent = EuroField(label=_("Basic rent a month"), most=HIGHEST_RENT)
    available_from = DutchDateField(label=_("Available from"))

    def clean_rent(self) -> Any:
        rent = self.cleaned_data["rent"]
        if not rent:
            raise forms.ValidationError(_("A rent is more than nothing. Fill in the basic rent."))
        return rent

    def clean_available_from(self) -> date:
        day = self.cleaned_data["available_from"]
        if day < timezone.localdate() - A_YEAR:
            raise forms.ValidationError(_("This is more than a year ago. Is the year right?"))
        return day


class CorrectDwelling(TypedHome):
    """A home for which somebody is proposed, put right."""

    version = version_field()

    def correction(self) -> Correction:
        return Correction(**_only(Correction, self.cleaned_data))


class OfferDwelling(TypedHome):
    """A home in a minute."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=_("Municipality"),
        required=False,
        empty_label=_("all municipalities"),
        help_text=_("Choose it to see its districts only."),
        error_messages=FROM_A_LIST,
    )
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), error_messages=FROM_A_LIST
    )
    rooms = number(_("Rooms"), least=1, most=MOST_ROOMS)
    bedrooms = number(_("Bedrooms"), least=0, most=MOST_ROOMS)
    contract_form = forms.ChoiceField(
        label=_("Contract form"),
        choices=ContractForm,
        widget=forms.RadioSelect,
        initial=ContractForm.REGULAR,
        error_messages=FROM_A_LIST,
    )
    answer_by = DutchDateField(label=_("Answer wanted by"))

    field_order = AS_ON_THE_PAGE

    def __init__(self, *args: Any, municipality: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        field.queryset = District.objects.select_related("municipality")
        field.choices = district_choices("" if self.is_bound else municipality)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        rooms, bedrooms = data.get("rooms"), data.get("bedrooms")
        if rooms is not None and bedrooms is not None and bedrooms > rooms:
            self.add_error("bedrooms", _("There are more bedrooms than rooms. Check both numbers."))
        municipality, district = data.get("municipality"), data.get("district")
        if municipality and district and district.municipality_id != municipality.pk:
            self.add_error(
                "district",
                _("This district lies in another municipality. Choose the right one of both."),
            )
        return data

    def offer(self) -> Offer:
        return Offer(**_only(Offer, self.cleaned_data))


class ChangeDwelling(OfferDwelling):
    """The same, with the version of the page on which it was typed."""

    version = version_field()


def _only(kind: type, given: dict[str, Any]) -> dict[str, Any]:
    return {field.name: given[field.name] for field in fields(kind)}


def as_typed(dwelling: Dwelling) -> dict[str, Any]:
    """A home as its form shows it."""
    quiet = {True: "yes", False: "no", None: ""}[dwelling.is_quiet]
    values = {field.name: getattr(dwelling, field.name) for field in fields(Offer)}
    return values | {
        "municipality": dwelling.municipality_id,
        "is_quiet": quiet,
        "version": dwelling.version,
    }
