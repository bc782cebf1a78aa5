"""Who coordinates, and who decided so: on record, one office at a time."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from municipalities.office import actions
from pact.access.actor import acting_as
from pact.agreement.models import OfficeBasis
from pact.common.refusals import Refused, Stale
from tests.cast import Cast
from tests.factories import party
from tests.queries import own_statements

LATER = date(2090, 1, 1)
PAGE = "/beheer/coordinator/nieuw/"


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def enter(actor, valid_from: date = date(2021, 10, 7), **given: object) -> OfficeBasis:
    details = {"version": actions.version_now(), "document": "verzonnen besluit 12"} | given
    return actions.enter_basis(
        party=party(Cast.office),
        given_by="verzonnen stuurgroep",
        decided_on=date(2021, 10, 1),
        valid_from=valid_from,
        **details,
        by=actor,
        at=timezone.now(),
    )


def test_the_first_basis_may_be_older_than_its_record(administrator):
    assert enter(administrator).valid_to is None


def test_the_next_basis_ends_the_one_before_it(administrator):
    first = enter(administrator)
    enter(administrator, LATER)

    first.refresh_from_db()
    assert first.valid_to == LATER


def test_what_was_on_record_stays(administrator):
    enter(administrator)
    with pytest.raises(Refused, match="vanaf morgen"):
        enter(administrator, timezone.localdate())


def test_whoever_comes_second_reads_what_the_first_entered(administrator):
    seen = actions.version_now()
    enter(administrator)
    with pytest.raises(Stale) as refusal:
        enter(administrator, LATER, version=seen)

    assert "verzonnen besluit 12" in refusal.value.theirs.values()


def test_another_version_than_there_is_has_nothing_to_compare_with(administrator):
    with pytest.raises(Stale) as refusal:
        enter(administrator, version=actions.version_now() + 1)

    assert refusal.value.theirs == {}


ATTACKS = [
    "update agreement_officebasis set given_by = 'x'",
    "update agreement_officebasis set valid_to = current_date",
    "delete from agreement_officebasis",
    (
        "insert into agreement_officebasis (party_id, given_by, document, decided_on, valid_from)"
        " select party_id, 'x', 'x', decided_on, '2023-01-01' from agreement_officebasis"
    ),
]


@pytest.mark.parametrize("statement", ATTACKS)
def test_the_database_keeps_it(administrator, statement):
    enter(administrator)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_else_enters_it(people, actor_of):
    refused = pytest.raises(DatabaseError, match="Only an administrator")
    with acting_as(actor_of(people.coordinator)) as actor, refused:
        enter(actor)


# The pages


def filled_in(client, **typed: object) -> dict:
    version = client.get(PAGE).context["form"]["version"].value()
    return {
        "party": party(Cast.office).pk,
        "given_by": "verzonnen stuurgroep",
        "document": "verzonnen besluit 12",
        "decided_on": "1-10-2021",
        "valid_from": "7-10-2021",
        "version": version,
        "form_key": uuid4(),
    } | typed


def test_everybody_reads_it_under_the_agreement(people, signed_in):
    client, reader = signed_in(people.administrator), signed_in(people.caseworker)
    assert "Dit bureau is verzonnen" in reader.get("/afspraken/").content.decode()
    client.post(PAGE, filled_in(client))
    page = reader.get("/afspraken/").content.decode()

    assert "verzonnen stuurgroep" in page
    assert "verzonnen besluit 12" in page
    assert "Dit bureau is verzonnen" not in page
    assert len(own_statements(reader, "/afspraken/")) == 4


def test_what_cannot_be_read_is_said_and_kept(people, signed_in):
    client = signed_in(people.administrator)
    answer = client.post(PAGE, filled_in(client, decided_on="gisteren"))

    assert answer.status_code == 422
    assert "geen datum" in answer.content.decode()
    assert answer.context["form"]["given_by"].value() == "verzonnen stuurgroep"


def test_an_office_is_chosen_and_no_other_party(people, signed_in):
    client = signed_in(people.administrator)
    answer = client.post(PAGE, filled_in(client, party=party("Pré Wonen").pk))

    assert answer.status_code == 422
