"""How somebody in a hurry sends a form: what stands there, the first choice there is, or any text."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from pact.accounts.roles import Role
from pact.common.fields import DutchDateField, EuroField, OneLineEmailField
from placements.candidates.fields import MonthField, TelephoneField
from placements.dwellings.fields import PostcodeField
from tests.access.door import NW
from tests.access.nonsense import values_of
from tests.cast import Cast
from tests.factories import MembershipFactory, area

TODAY = timezone.localdate()
TOMORROW = f"{TODAY + timedelta(days=1):%d-%m-%Y}"
GROWN_UP = {"birth_date": "01-05-1990"}

SAID: dict[str, dict[str, Any]] = {
    "accounts:give_role": {"role": Role.LETTING_AGENT},
    "accounts:invite": {"role": Role.LETTING_AGENT},
    "administration:add_reason": {"code": "getypt"},
    "administration:close_area": {"valid_to": TOMORROW},
    "administration:close_reason": {"valid_to": TOMORROW},
    "administration:correct_party_name": {"name": "Getypt"},
    "administration:draw_area": {"valid_from": TOMORROW},
    "administration:end_signature": {"valid_to": TOMORROW},
    "administration:enter_norm": {"valid_from": TOMORROW},
    "administration:enter_party": {"kind": "care", "municipality": ""},
    "administration:redraw_area": {"valid_from": TOMORROW},
    "administration:stop_introducing": {"valid_to": TOMORROW},
    "candidates:add_person": GROWN_UP,
    "candidates:start": GROWN_UP,
    "introductions:ask_exemption": {"catch_up_by": TOMORROW},
    "guidance:hand_over": {"to": lambda people: people.colleague.public_id},
    "introductions:plan": {
        "area": lambda _people: area().pk,
        "worker": lambda people: people.worker.pk,
    },
    "introductions:correct_first_contact": {"on": "12-02-2026"},
    "overview:search_alike": {"birth_year": "1990"},
    "reporting:make": {"year": "2026"},
}
"""Where the first choice or today would be refused: what somebody who looks types."""


def said_at(name: str, people: Cast) -> dict[str, Any]:
    said = SAID.get(name, {})
    return {field: each(people) if callable(each) else each for field, each in said.items()}


def another_worker(people: Cast) -> object:
    return MembershipFactory(role=NW, party=people.worker.party)


IS_THERE: dict[str, Callable[[Cast], object]] = {
    "guidance:transfer": lambda people: people.colleague,
    "introductions:name_worker": another_worker,
}
"""Who has to be there before somebody can be chosen."""


def filled_in(page: HttpResponse) -> dict[str, Any]:
    """The form of a page; of a button without a page, nothing."""
    form = (page.context or {}).get("form") if page.status_code == 200 else None
    if form is None:
        return {}
    typed = {bound.html_name: _stands_there(bound) for bound in form}
    return {name: value for name, value in typed.items() if value not in NOTHING}


NOTHING: tuple = (None, "", [])


def _stands_there(bound: forms.BoundField) -> Any:
    value = bound.value()
    return typed_in(bound.field) if value in NOTHING or value is False else value


TYPED: dict[type[forms.Field], str] = {
    DutchDateField: f"{TODAY:%d-%m-%Y}",
    MonthField: f"{TODAY:%m-%Y}",
    PostcodeField: "2035 ZZ",
    TelephoneField: "023-0000000",
    EuroField: "500",
    OneLineEmailField: "getypt@voorbeeld.example",
    forms.EmailField: "getypt@voorbeeld.example",
    forms.TimeField: "14:30",
    forms.CharField: "Getypt",
}


def typed_in(field: forms.Field) -> Any:
    """The first choice there is, or anything that the field can read."""
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return next((value for value in values_of(field.choices) if value), None)
    if isinstance(field, forms.BooleanField):
        return "on" if field.required else None
    if isinstance(field, forms.IntegerField):
        return str(field.min_value or 1)
    return next((typed for kind, typed in TYPED.items() if isinstance(field, kind)), None)
