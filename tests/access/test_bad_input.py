"""Whatever is typed in whatever form: a clear sentence in the reader's language, and nothing lost."""

from functools import cached_property
from uuid import uuid4

import pytest
from django import forms
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from tests.access.door import ByRole, Door
from tests.access.nonsense import (
    AS_PARTS,
    KINDS,
    LONGEST,
    body_of,
    read,
    refusals,
    sent,
    spread,
    well_filled,
)
from tests.access.table import every_door
from tests.database import arranging

SENT = [door for door in every_door() if door.method == "post"]
CLEAR = {400, 404, 409, 422}
DONE = 302
LANGUAGES = ["nl", "en"]
A_SENTENCE = 250  # signs at most: who typed a thousand does not read them back as what is wrong
WITHOUT_A_FORM = ["code", "version", "to"]
SHOWN = (forms.TextInput, forms.Textarea)
"""Of a choice that is not in the list a page shows the list, and of what is hidden nothing."""

LEFT_BY_READING = {"audit_look", "audit_deed", "django_session", "access_asked"}


class Sheet:
    """One form of the site, opened by somebody who may send it; every other one of them in English."""

    def __init__(self, door: Door, cast: ByRole, signed_in) -> None:
        self.number = SENT.index(door)
        self.language = LANGUAGES[self.number % len(LANGUAGES)]
        member = cast[next(reversed(door.may))]
        with arranging():
            member.user.language = self.language
            member.user.save()
        self.client: Client = signed_in(member)
        self.where = reverse(door.name, kwargs=door.own(cast) if door.own else {})

    @cached_property
    def form(self) -> forms.BaseForm | None:
        return form_on(self.client.get(self.where))

    @property
    def names(self) -> list[str]:
        return list(self.form.fields) if self.form else WITHOUT_A_FORM

    def send(self, kinds: dict[str, str], **others: object) -> HttpResponse:
        self.body = body_of(kinds, {"form_key": uuid4(), **others})
        return self.again()

    def again(self) -> HttpResponse:
        return self.client.post(self.where, self.body, content_type=AS_PARTS)

    def refusals(self, form: forms.BaseForm, name: str, kind: str) -> list[str]:
        with translation.override(self.language):
            return refusals(form, name, kind)

    def slips_through(self) -> dict[str, str]:
        """For each field a kind of nonsense that it takes for an answer, where there is one."""
        found = {}
        for name in self.names if self.form else []:
            taken = [
                kind
                for kind in KINDS
                if kind != LONGEST and not self.refusals(self.form, name, kind)
            ]
            found |= {name: taken[self.number % len(taken)]} if taken else {}
        return found


def form_on(answer: HttpResponse) -> forms.BaseForm | None:
    form = (answer.context or {}).get("form")
    return form if form is not None and form.fields else None


@pytest.fixture
def sheet(door, people, signed_in) -> Sheet:
    return Sheet(door, ByRole(people), signed_in)


@pytest.mark.parametrize("door", SENT, ids=str)
def test_nonsense_is_refused_in_words_and_what_was_typed_stays(door, sheet):
    kinds = spread(sheet.names, sheet.number)

    answer = sheet.send(kinds)

    assert answer.status_code in (CLEAR if sheet.form else CLEAR | {DONE})
    if again := form_on(answer):
        page = answer.content.decode()
        assert wrong_with(page, again, kinds, sheet) == []


def wrong_with(
    page: str, form: forms.BaseForm, kinds: dict[str, str], sheet: Sheet
) -> list[tuple[str, str, str]]:
    """Every field of which the page does not say what is wrong, or does not show what was typed."""
    found = []
    for name, kind in kinds.items():
        if name not in form.fields or not is_shown(form[name], page):
            continue
        # An application may be saved without an answer, so that only what was typed is looked at.
        for sentence in sheet.refusals(form, name, kind) if sent(kind) else []:
            if escape(sentence) not in page or len(sentence) > A_SENTENCE:
                found.append((name, kind, sentence[:A_SENTENCE]))
        is_text = isinstance(form.fields[name].widget, SHOWN)
        if is_text and any(escape(read(text)) not in page for text in sent(kind)[-1:]):
            found.append((name, kind, "is lost"))
    return found


def is_shown(field: forms.BoundField, page: str) -> bool:
    return not field.is_hidden and f'name="{field.html_name}"' in page


@pytest.mark.parametrize("door", SENT, ids=str)
def test_nonsense_that_looks_like_an_answer_makes_no_fault_and_nothing_twice(door, sheet):
    """Every other field is filled in well, so that the deed itself meets it; then it is sent again."""
    chosen = sheet.slips_through()
    others = well_filled(sheet.form) if sheet.form else {}

    first = sheet.send(chosen, **{name: others[name] for name in others if name not in chosen})

    assert first.status_code in CLEAR | {DONE}
    if first.status_code == DONE:
        before = inserted()
        assert sheet.again().status_code in CLEAR | {DONE}
        assert inserted() == before


def inserted() -> dict[str, int]:
    """How many rows this transaction added to each table, as the server counts them."""
    with connection.cursor() as cursor:
        cursor.execute("select relname, n_tup_ins from pg_stat_xact_user_tables")
        return {name: rows for name, rows in cursor.fetchall() if name not in LEFT_BY_READING}
