"""No page and no mail says in words what is a number in a norm: who changes it changes them all."""

import re
from datetime import date

import polib
import pytest
from django.urls import reverse
from django.utils.text import capfirst

from pact.agreement.models import Reason
from pact.setup import ROOT
from tests.access.door import ByRole
from tests.access.table import every_door
from tests.norms import agree_otherwise

OLD_NUMBERS = re.compile(
    r"\b(half|halve) ?jaar|\bhalf[- ]year|half a year|zes maanden|six months|(?<!\d)(?<!tot )6 maanden"
    r"|twee jaar|two (more )?years|24 maanden|\b1 juli\b|\b1 July\b",
    re.IGNORECASE,
)
WORDS_FOR_ANY_NUMBER = {"half a year"}
"""What a number of months is called, whichever norm it is of."""

TELLS_THE_PAST = {"administration:norm", "administration:norms"}
TELLS_WHAT_IS_CLOSED = {"administration:enter_norm", "administration:change_norm"}
PAGES = [
    door
    for door in every_door()
    if door.method == "get" and door.name not in TELLS_THE_PAST | TELLS_WHAT_IS_CLOSED
]


def test_no_sentence_holds_a_number_that_was_agreed():
    dutch = polib.pofile(str(ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"))
    sentences = [
        (entry.msgid, entry.msgstr) for entry in dutch if entry.msgid not in WORDS_FOR_ANY_NUMBER
    ]

    assert [pair for pair in sentences if OLD_NUMBERS.search(" ".join(pair))] == []


@pytest.fixture
def _agreed_otherwise(db):
    for key, months in {"introduction_months": 8, "guidance_months": 30}.items():
        agree_otherwise(key, months, since=date(2022, 1, 1))
    agree_otherwise("next_year_opens_months", 9, since=date(2022, 1, 1))


@pytest.mark.usefixtures("_agreed_otherwise")
@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_page_holds_no_number_from_before(door, people, signed_in):
    cast = ByRole(people)
    role, status = next(iter(door.may.items()))
    if status != 200:
        return
    address = reverse(door.name, kwargs=door.own(cast) if door.own else {})
    text = signed_in(cast[role]).get(address).content.decode(errors="ignore")

    assert [found.group() for found in OLD_NUMBERS.finditer(without_answers(text))] == []


def without_answers(text: str) -> str:
    """An answer that may be chosen is a row with a wording of its own: whoever changes it closes it."""
    for wordings in Reason.objects.values_list("dutch", "english"):
        for wording in wordings:
            text = text.replace(wording, "").replace(capfirst(wording), "")
    return text
