"""What a form does not ask is never taken: status, owner, dates and places come from nobody's form."""

import pytest
from django.urls import reverse
from django.utils import timezone

from pact.accounts.models import Membership, User
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory

COUNTED = {"version"}
SMUGGLED = {
    "status": "admitted",
    "status_code": "smuggled",
    "reference": "K-SMOKKL",
    "public_id": "00000000-0000-4000-8000-000000000012",
}
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


def test_nobody_is_invited_as_more_than_the_form_asks(people, signed_in):
    """Neither as a lead or a deputy, nor with a password, nor from another day on."""
    asked = {
        "email": "nieuw@pact.example",
        "name": "Nieuwe Begeleider",
        "party": people.caseworker.party_id,
        "role": "caseworker",
        "telephone": "",
        "form_key": "00000000-0000-4000-8000-000000000011",
    }
    extra = {
        name: ELSEWHERE if "Date" in type(field).__name__ else "1"
        for model in (User, Membership)
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }

    answer = signed_in(people.administrator).post(
        reverse("accounts:invite"), extra | {"public_id": SMUGGLED["public_id"]} | asked
    )

    assert answer.status_code == 302
    member = Membership.objects.select_related("user").get(user__email=asked["email"])
    assert (member.is_lead, member.is_deputy, member.is_current) == (False, False, True)
    assert (member.started_on, member.ended_on) == (timezone.localdate(), None)
    assert not member.user.has_usable_password()
    assert (member.user.is_active, member.user.signed_out_at) == (True, None)
    assert SMUGGLED["public_id"] not in (str(member.public_id), str(member.user.public_id))
