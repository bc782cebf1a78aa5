"""On every form: what it does not ask is not taken, whichever column of whichever table is sent along."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django import forms
from django.apps import apps
from django.db import connection, models
from django.forms.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from pact.accounts.models import User
from pact.common.fields import DutchDateField, EuroField, OneLineEmailField
from placements.candidates.fields import MonthField, TelephoneField
from placements.dwellings.fields import PostcodeField
from tests.access.door import ByRole
from tests.access.table import every_door
from tests.database import arranging
from tests.pact.access.test_walls import tables

DOES_IT_IN_A_HURRY = {
    "accounts:change_standing",
    "accounts:invite_again",
    "accounts:open_account",
    "accounts:sign_out_elsewhere",
    "administration:agree_shares",
    "administration:change_norm",
    "administration:enter_document",
    "administration:give_area",
    "administration:hand_party_over",
    "administration:name_party",
    "administration:sign_document",
    "administration:take_norm_back",
    "candidates:edit_person",
    "candidates:reconsider",
    "candidates:reject",
    "candidates:remove_person",
    "candidates:return",
    "decisions:approve",
    "decisions:ask",
    "decisions:refuse",
    "dwellings:tell_complex",
    "exchanges:agree",
    "exchanges:decline",
    "guidance:add_moment",
    "guidance:drop_moment",
    "guidance:hold_moment",
    "guidance:take_back",
    "introductions:caught_up",
    "introductions:decide_exemption",
    "introductions:not_caught_up",
    "introductions:revoke_exemption",
    "introductions:stop",
    "outbox:resend",
    "overview:close_account",
    "overview:end_role",
    "proposals:agree_payment",
    "proposals:answer_care",
    "proposals:answer_check",
    "proposals:answer_profile",
    "proposals:give_back",
    "proposals:hold_case",
    "proposals:propose",
    "proposals:take_admission_back",
    "proposals:withdraw",
    "proposals:withdraw_case",
    "proposals:withdraw_home",
    "reporting:again",
    "signals:look",
    "tenancies:drop_appointment",
    "tenancies:expect_start",
    "tenancies:take_completion_back",
}
"""Where the first choice there is, or any text, is enough for the deed; others are refused for it.

What those take is held by two house rules: a form saves nothing, and what was typed reaches a row
through a form only.
"""
SENT = [door for door in every_door() if door.method == "post" and door.name in DOES_IT_IN_A_HURRY]
OURS = ("placements", "municipalities", "accounts", "agreement", "outbox", "audit")

TEXT, NUMBER, DAY = "smokkelwaar", 777_777_777, "1901-02-03"
KEY = "00000000-0000-4000-8000-00000000777a"


def value_for(field: models.Field) -> Any:
    """One that the column would take, and that can be recognised there afterwards."""
    if isinstance(field, models.UUIDField):
        return KEY
    if isinstance(field, models.DateField):
        return DAY
    is_number = isinstance(field, models.IntegerField | models.DecimalField | models.ForeignKey)
    return NUMBER if is_number else TEXT


def smuggled() -> dict[str, Any]:
    """A value for every column there is, by its name and as a form would call a row elsewhere."""
    fields = [
        field
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.concrete_fields
    ]
    return {name: value_for(field) for field in fields for name in (field.name, field.attname)}


@contextmanager
def forms_left_alone(extra: dict[str, Any]) -> Iterator[None]:
    """What a form does ask is its own business: of those names nothing is smuggled in."""
    clean = BaseForm.full_clean

    def without_ours(form: BaseForm) -> None:
        form.data = form.data.copy()
        for name in {form.add_prefix(name) for name in form.fields} & set(extra):
            form.data.pop(name, None)
        clean(form)

    with patch.object(BaseForm, "full_clean", without_ours):
        yield


def filled_in(page: HttpResponse) -> dict[str, Any]:
    """The form of a page as somebody in a hurry sends it; of a button without a page, nothing."""
    form = (page.context or {}).get("form") if page.status_code == 200 else None
    if form is None:
        return {}
    typed = {bound.html_name: bound.value() or typed_in(bound.field) for bound in form}
    return {name: value for name, value in typed.items() if value not in (None, "", False, [])}


TYPED: dict[type[forms.Field], str] = {
    DutchDateField: f"{timezone.localdate():%d-%m-%Y}",
    MonthField: f"{timezone.localdate():%m-%Y}",
    PostcodeField: "2035 ZZ",
    TelephoneField: "023-0000000",
    EuroField: "500",
    OneLineEmailField: "getypt@voorbeeld.example",
    forms.EmailField: "getypt@voorbeeld.example",
    forms.IntegerField: "1",
    forms.CharField: "Getypt",
}


def typed_in(field: forms.Field) -> Any:
    """The first choice there is, or anything that the field can read."""
    if isinstance(field, forms.ChoiceField):
        return next((key for key, _words in field.choices if key), None)
    if isinstance(field, forms.BooleanField):
        return "on" if field.required else None
    return next((typed for kind, typed in TYPED.items() if isinstance(field, kind)), None)


def taken() -> set[str]:
    """The tables in which something smuggled stands."""
    found = " or ".join(["t::text like %s"] * 4)
    names = sorted(tables(walled=True) | tables(walled=False))
    one = f"select %s where exists (select from {{}} t where {found})"
    each = " union all ".join(one.format(connection.ops.quote_name(name)) for name in names)
    values = [f"%{value}%" for value in (TEXT, NUMBER, DAY, KEY)]
    with arranging(), connection.cursor() as cursor:
        cursor.execute(each, [part for name in names for part in (name, *values)])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("door", SENT, ids=str)
def test_what_no_form_asks_is_taken_by_none(door, people, signed_in, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    cast, role = ByRole(people), next(iter(door.may))
    client = signed_in(cast[role])
    address = reverse(door.name, kwargs=door.own(cast) if door.own else {})
    asked = {**filled_in(client.get(address)), **door.data}
    extra = {name: value for name, value in smuggled().items() if name not in asked}

    with forms_left_alone(extra):
        answer = client.post(address, {**extra, **asked})

    assert (answer.status_code, taken()) == (302, set())


def test_what_is_taken_is_found(people):
    people.caseworker  # noqa: B018 (is there to be renamed)
    with arranging():
        User.objects.update(name=TEXT)

    assert "accounts_user" in taken()
