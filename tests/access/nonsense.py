"""What nobody should type, as a browser would send it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from pact.common.fields import DutchDateField, EuroField, OneLineEmailField, ReferenceField

NONSENSE = {
    "a day that does not exist": "2026-02-31",
    "less than nothing": "-1",
    "a thousand signs": "x" * 1000,
    "a hundred thousand signs": "x" * 100_000,
    "line breaks": "a\r\nBcc: iemand@voorbeeld.example",
    "a zero byte": "a\0b",
    "half a sign": "a\ud800b",
    "emoji": "\U0001f469\u200d\U0001f467 \U0001f3e0",
    "a huge number": "9" * 40,
    "a number too large by one": str(2**31),
    "a choice that is not there": "verzonnen",
}
NOTHING, TWICE, A_FILE = "nothing at all", "the same field twice", "a file in its place"
KINDS = [*NONSENSE, NOTHING, TWICE, A_FILE]
LONGEST = "a hundred thousand signs"

BORDER = "a-border-of-parts"
AS_PARTS = f"multipart/form-data; boundary={BORDER}"


def sent(kind: str) -> list[str]:
    """What stands in the form for a field; nothing, where no text was sent for it."""
    if kind in (NOTHING, A_FILE):
        return []
    return ["eerst", "verzonnen"] if kind == TWICE else [NONSENSE[kind]]


def spread(names: Iterable[str], start: int) -> dict[str, str]:
    """Another kind of nonsense for each field, and the longest once: more is refused unread."""
    kinds = {name: KINDS[(start + n) % len(KINDS)] for n, name in enumerate(names)}
    longest = [name for name, kind in kinds.items() if kind == LONGEST]
    return kinds | dict.fromkeys(longest[1:], "a thousand signs")


def body_of(kinds: dict[str, str], others: dict[str, Any]) -> bytes:
    """A form with files, written out by hand: a client of our own would refuse to send half a sign."""
    parts = [_part(name, text) for name, kind in kinds.items() for text in sent(kind)]
    parts += [_part(name, "GIF89a", file=True) for name, kind in kinds.items() if kind == A_FILE]
    parts += [_part(name, str(text)) for name, text in others.items()]
    return b"".join(parts) + f"--{BORDER}--\r\n".encode()


def _part(name: str, text: str, *, file: bool = False) -> bytes:
    of_a_file = '; filename="foto.gif"\r\nContent-Type: image/gif' if file else ""
    head = f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"{of_a_file}\r\n\r\n'
    return head.encode() + text.encode(errors="surrogatepass") + b"\r\n"


def read(text: str) -> str:
    """A text as the server reads it: half a sign becomes the sign for what could not be read."""
    return text.encode(errors="surrogatepass").decode(errors="replace")


def refusals(form: forms.BaseForm, name: str, kind: str) -> list[str]:
    """What a field says of a kind of nonsense, in the language of the moment; nothing if it takes it."""
    field, sent_as = form.fields[name], form.add_prefix(name)
    data = QueryDict(mutable=True)
    data.setlist(sent_as, [read(text) for text in sent(kind)])
    try:
        field.clean(field.widget.value_from_datadict(data, {}, sent_as))
    except ValidationError as error:
        return error.messages
    return []


def well_filled(form: forms.BaseForm) -> dict[str, Any]:
    """Something for every field that could be: what stands there already, or else any answer."""
    found = {form.add_prefix(name): _answer(form, name) for name in form.fields}
    return {name: answer for name, answer in found.items() if answer not in (None, "", False)}


def _answer(form: forms.BaseForm, name: str) -> Any:
    field, there = form.fields[name], form[name].initial
    if there not in (None, "", False, []) and not isinstance(there, list):
        return f"{there:%d-%m-%Y}" if isinstance(there, date) else there
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return next((str(value) for value in values_of(field.choices) if value), None)
    return next((answer for kind, answer in ANSWERS if isinstance(field, kind)), "Verzonnen")


def values_of(choices: Iterable) -> Iterable[object]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from values_of(label)
        else:
            yield value


ANSWERS = [
    (DutchDateField, f"{timezone.localdate():%d-%m-%Y}"),
    (EuroField, "612,40"),
    (OneLineEmailField, "iemand@voorbeeld.example"),
    (ReferenceField, "K-7HQ2MX"),
    (forms.TimeField, "14:30"),
    (forms.IntegerField, "1"),
    (forms.BooleanField, "on"),
]
