"""Advised shares change with a document; a limit never by one person."""

from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils import timezone

from municipalities.models import Place, Share
from municipalities.shares import actions
from pact.access.actor import acting_as
from pact.common.refusals import Refused, Stale
from tests.database import arranging
from tests.municipalities.test_cap import apply, decide, municipality
from tests.queries import own_statements

YEAR = 2028
PAGE = f"/beheer/aandelen/{YEAR}/"


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def agree(actor, year: int = YEAR, version: int | None = None, **numbers: int) -> None:
    actions.agree_shares(
        year=year,
        agreed={municipality(name).pk: value for name, value in numbers.items()},
        document="verzonnen besluit 11",
        version=actions.version_of(year) if version is None else version,
        by=actor,
        at=timezone.now(),
    )


def share(name: str) -> Share:
    return Share.objects.get(year=YEAR, municipality__name=name)


def test_shares_change_with_their_document(administrator):
    agree(administrator, Haarlem=80, Velsen=34)

    assert (share("Haarlem").agreed, share("Velsen").agreed) == (80, 34)
    assert share("Haarlem").document == "verzonnen besluit 11"
    assert not share("Haarlem").is_fictitious
    assert share("Haarlem").events.count() == 2


def test_together_they_are_never_more_than_the_year_has(administrator):
    with pytest.raises(Refused, match="Samen zijn dit 179 woningen"):
        agree(administrator, Haarlem=85)


def test_a_limit_is_not_changed_by_one_person(people, administrator):
    apply(decide(people, kind="hard_share", value=80, year=YEAR, municipality=municipality()))
    agree(administrator, Haarlem=10, Velsen=20)

    assert (share("Haarlem").agreed, share("Velsen").agreed) == (80, 20)
    with pytest.raises(DatabaseError, match="two people"):
        Share.objects.filter(pk=share("Haarlem").pk).update(agreed=10)


@pytest.mark.parametrize("who", ["coordinator", "municipal_officer", "oversight"])
def test_nobody_else_changes_a_share(people, actor_of, who):
    with acting_as(actor_of(getattr(people, who))), pytest.raises(DatabaseError, match="Only"):
        Share.objects.filter(year=YEAR).update(agreed=1)


def test_a_year_that_is_over_keeps_its_shares(administrator):
    with pytest.raises(Refused, match="voorbij"):
        agree(administrator, year=2024, Haarlem=1)


def test_whoever_comes_second_reads_what_the_first_entered(administrator):
    seen = actions.version_of(YEAR)
    agree(administrator, Haarlem=70)
    with pytest.raises(Stale) as refusal:
        agree(administrator, version=seen, Haarlem=60)

    assert refusal.value.theirs["Haarlem"] == 70


def test_advice_moves_no_places(administrator):
    agree(administrator, Haarlem=1)

    assert Place.objects.filter(year=YEAR, holder=0).count() == 178


# The pages


@pytest.fixture
def client(people, signed_in):
    return signed_in(people.administrator)


def filled_in(client, **typed: object) -> dict:
    form = client.get(PAGE).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return shown | {"document": "verzonnen besluit 11", "form_key": uuid4()} | typed


def test_all_years_stand_on_one_page_in_two_statements(client):
    assert len(own_statements(client, "/beheer/aandelen/")) == 2


def test_the_shares_are_entered_on_one_form_and_read_under_the_agreement(client):
    name = f"share_{municipality().pk}"
    answer = client.post(PAGE, filled_in(client, **{name: "80"}), follow=True)

    assert "verzonnen besluit 11" in answer.content.decode()
    with arranging():
        today = timezone.localdate().year
        Share.objects.filter(year=today).update(is_fictitious=False, document="besluit van nu")
    assert "besluit van nu" in client.get("/afspraken/").content.decode()


def test_too_many_are_refused_in_words_and_kept(client):
    name = f"share_{municipality().pk}"
    answer = client.post(PAGE, filled_in(client, **{name: "100"}))

    assert answer.status_code == 409
    assert "Haal er 16 af" in answer.content.decode()
    assert answer.context["form"][name].value() == "100"


def test_what_cannot_be_read_is_said_and_kept(client):
    name = f"share_{municipality().pk}"
    answer = client.post(PAGE, filled_in(client, **{name: "veel"}, document=""))

    assert answer.status_code == 422
    assert "heel getal" in answer.content.decode()
    assert answer.context["form"][name].value() == "veel"


def test_a_limit_is_not_on_the_form(client, people, actor_of):
    with acting_as(actor_of(people.administrator)):
        apply(decide(people, kind="hard_share", value=80, year=YEAR, municipality=municipality()))
    page = client.get(PAGE).content.decode()

    assert "Woningen voor Haarlem" not in page
    assert "Haarlem houdt de eigen 80 woningen" in page
