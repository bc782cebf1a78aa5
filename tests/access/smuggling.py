"""A client that sends every column of every table along with whatever is posted, and finds it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.apps import apps
from django.db import connection, models
from django.forms.forms import BaseForm
from django.http import HttpResponse
from django.test import Client

from tests.database import arranging

OURS = ("placements", "municipalities", "accounts", "agreement", "outbox", "audit")
TEXT, NUMBER, DAY = "smokkelwaar", 777_777_777, "1901-02-03"
KEY = "00000000-0000-4000-8000-00000000777a"
AS_A_FORM = "application/x-www-form-urlencoded"


class Smuggler(Client):
    """Somebody who adds to each form what no form asks."""

    def post(self, path: str, data: Any = None, **extra: Any) -> HttpResponse:
        asked = dict(data or {})
        added = {name: value for name, value in smuggled().items() if name not in asked}
        body = urlencode({**added, **asked}, doseq=True)
        with forms_left_alone(set(added)):
            return super().post(path, body, content_type=AS_A_FORM, **extra)


@cache
def smuggled() -> dict[str, Any]:
    """A value for every column there is, by its name and as a form would call a row elsewhere."""
    fields = [
        field
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.concrete_fields
    ]
    return {name: value_for(field) for field in fields for name in (field.name, field.attname)}


def value_for(field: models.Field) -> Any:
    """One that the column would take, and that can be recognised there afterwards."""
    if isinstance(field, models.UUIDField):
        return KEY
    if isinstance(field, models.DateField):
        return DAY
    is_number = isinstance(field, models.IntegerField | models.DecimalField | models.ForeignKey)
    return NUMBER if is_number else TEXT


@contextmanager
def forms_left_alone(added: set[str]) -> Iterator[None]:
    """What a form does ask is its own business: of those names nothing is smuggled in."""
    clean = BaseForm.full_clean

    def without_ours(form: BaseForm) -> None:
        form.data = form.data.copy()
        for name in {form.add_prefix(name) for name in form.fields} & added:
            form.data.pop(name, None)
        clean(form)

    with patch.object(BaseForm, "full_clean", without_ours):
        yield


def taken() -> set[str]:
    """The tables in which something smuggled stands, of those that this test wrote in."""
    found = " or ".join(["t::text like %s"] * 4)
    one = f"select %s where exists (select from {{}} t where {found})"
    values = [f"%{value}%" for value in (TEXT, NUMBER, DAY, KEY)]
    with arranging(), connection.cursor() as cursor:
        names = _written_in(cursor)
        if not names:
            return set()
        each = " union all ".join(one.format(connection.ops.quote_name(name)) for name in names)
        cursor.execute(each, [part for name in names for part in (name, *values)])
        return {name for (name,) in cursor.fetchall()}


def _written_in(cursor: Any) -> list[str]:
    cursor.execute(
        "select relname from pg_stat_xact_user_tables"
        " where schemaname = 'public' and n_tup_ins + n_tup_upd > 0 order by 1"
    )
    return [name for (name,) in cursor.fetchall()]
