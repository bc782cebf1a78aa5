"""What a form does not ask is never taken: status, owner, dates and places come from nobody's form."""

import pytest
from django.urls import reverse

from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory

COUNTED = {"version"}
SMUGGLED = {"status": "admitted", "status_code": "smuggled", "reference": "K-SMOKKL"}
ELSEWHERE = "2001-01-01"


@pytest.fixture
def draft(people):
    return CandidateFactory(
        caseworker=people.caseworker,
        status="draft",
        submitted_at=None,
        admitted_at=None,
        waiting_since=None,
    )


@pytest.fixture
def offer(people):
    return DwellingFactory(offered_by=people.agent)


@pytest.mark.parametrize(
    ("made", "address", "who", "typed"),
    [
        ("draft", "candidates:edit", "caseworker", {"first_name": "Getypt"}),
        ("offer", "dwellings:change", "agent", {"street": "Getypt"}),
    ],
)
def test_fields_that_a_form_does_not_ask_are_not_taken(
    request, people, signed_in, made, address, who, typed
):
    row = request.getfixturevalue(made)
    client, where = signed_in(getattr(people, who)), reverse(address, args=[row.public_id])
    form = client.get(where).context["form"]
    before = values_of(row)

    answer = client.post(where, {**smuggled(row, form), **filled(form), **typed})

    assert answer.status_code == 302
    unasked = set(before) - set(form.fields) - COUNTED
    after = values_of(row)
    assert {name: after[name] for name in unasked} == {name: before[name] for name in unasked}
    assert after["version"] == before["version"] + 1


def values_of(row: Candidate | Dwelling) -> dict[str, object]:
    with arranging():
        return type(row).objects.values().get(pk=row.pk)


def filled(form) -> dict[str, object]:
    """The form as the browser would send it back untouched."""
    values = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in values.items() if value is not None}
    sent = {name: value for name, value in sent.items() if value is not False}
    return sent | {name: form[name].initial for name in form.fields if name == "version"}


def smuggled(row: Candidate | Dwelling, form) -> dict[str, str]:
    """A value for every column of the row that the form does not ask."""
    extra = {}
    for field in row._meta.concrete_fields:
        if field.name not in form.fields:
            value = SMUGGLED.get(field.name, ELSEWHERE if "Date" in type(field).__name__ else "1")
            extra |= {field.name: value, field.attname: value}
    return extra
