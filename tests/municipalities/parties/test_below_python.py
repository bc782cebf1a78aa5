"""What the database says about parties, whoever writes: attacked in SQL."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from pact.access.actor import acting_as
from pact.agreement.models import Document, Participation, Party, PartyAlias, Succession
from tests.factories import party


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def refused(statement: str, *, match: str) -> None:
    with (
        pytest.raises(DatabaseError, match=match),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


NOT_ALLOWED = "permission denied"
TABLES = ["party", "partyalias", "document", "participation", "succession"]

ATTACKS = [
    ("update agreement_party set municipality_id = 1 where name = 'Ymere'", NOT_ALLOWED),
    ("update agreement_party set kind = 'care' where name = 'Ymere'", NOT_ALLOWED),
    ("update agreement_party set ended_on = current_date", "ends after today"),
    ("update agreement_party set ended_on = '2022-01-01'", "ends after today"),
    ("update agreement_party set ended_on = '2090-01-01'", "still signs"),
    ("update agreement_party set nobody_left = true", "somebody_is_left_until_it_ends"),
    (
        (
            "insert into agreement_party (name, kind, is_fictitious, ended_on)"
            " values ('x', 'care', false, '2090-01-01')"
        ),
        "not entered anew",
    ),
    (
        "insert into agreement_party (name, kind, is_fictitious) values ('x', 'care2', false)",
        "party_kind_known",
    ),
    (
        (
            "insert into agreement_party (name, kind, is_fictitious)"
            " values ('x', 'municipality', false)"
        ),
        "party_has_a_place_when_a_municipality",
    ),
    (
        (
            "insert into agreement_party (name, kind, is_fictitious, municipality_id)"
            " select 'x', 'municipality', false, min(id) from agreement_municipality"
        ),
        "one_party_a_municipality",
    ),
    (
        (
            "insert into agreement_party (name, kind, is_fictitious)"
            " values ('STICHTING DOCK', 'care', false)"
        ),
        "name of another party",
    ),
    (
        "insert into agreement_party (name, kind, is_fictitious) values ('de key', 'care', false)",
        "name of another party",
    ),
    (
        (
            "insert into agreement_partyalias (name, party_id)"
            " select 'ymere', id from agreement_party where name = 'De Key'"
        ),
        "name of another party",
    ),
    (
        (
            "insert into agreement_partyalias (name, party_id)"
            " select 'haarlem', id from agreement_party where name = 'De Key'"
        ),
        "name of another party",
    ),
    (
        "update agreement_party set name = 'ymere' where name = 'De Key'",
        "name of another party",
    ),
    ("update agreement_partyalias set name = 'x'", NOT_ALLOWED),
    ("update agreement_document set title = 'x'", NOT_ALLOWED),
    (
        (
            "insert into agreement_document (key, title, signed_on, date_precision, source)"
            " values ('x', 'PACT voor uitstroom', '2026-01-01', 'day', 'x')"
        ),
        "document_title_once",
    ),
    ("update agreement_participation set valid_from = '2090-01-01'", NOT_ALLOWED),
    ("update agreement_participation set document_id = 1", NOT_ALLOWED),
    ("update agreement_participation set valid_to = current_date", "closes after today"),
    (
        (
            "insert into agreement_participation (party_id, document_id, valid_from)"
            " select p.id, d.id, '2020-01-01' from agreement_party p, agreement_document d"
            " where p.name = 'De Key' and d.key = 'covenant-2021'"
        ),
        "before the document",
    ),
    (
        (
            "insert into agreement_participation (party_id, document_id, valid_from)"
            " select party_id, document_id, '2090-01-01' from agreement_participation"
        ),
        "party_signs_a_document_once",
    ),
    ("update agreement_succession set scope = 'x'", NOT_ALLOWED),
    (
        (
            'insert into agreement_succession (predecessor_id, successor_id, "on", scope)'
            " select id, id, '2026-01-01', 'x' from agreement_party"
        ),
        "handed_over_to_another_party",
    ),
]


@pytest.mark.parametrize(("statement", "match"), ATTACKS)
def test_the_database_keeps_what_was_entered(administrator, statement, match):
    refused(statement, match=match)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_taken_out(administrator, table):
    refused(f"delete from agreement_{table}", match=NOT_ALLOWED)


@pytest.mark.parametrize("table", TABLES)
def test_its_history_is_not_rewritten(administrator, table):
    refused(f"update agreement_{table}event set pgh_label = 'x'", match=NOT_ALLOWED)
    refused(f"delete from agreement_{table}event", match=NOT_ALLOWED)


def enter_a_party() -> None:
    Party.objects.create(name="Verzonnen Wonen", kind="corporation")


def enter_a_name() -> None:
    PartyAlias.objects.create(name="Verzonnen Naam", party=party("Ymere"))


def enter_a_document() -> None:
    Document.objects.create(
        key="x", title="x", signed_on=date(2026, 1, 1), date_precision="day", source="x"
    )


def enter_a_signature() -> None:
    Participation.objects.create(
        document=Document.objects.get(key="covenant-2021"),
        party=party("De Key"),
        valid_from=date(2026, 1, 1),
    )


def end_a_signature() -> None:
    Participation.objects.update(valid_to=date(2090, 1, 1))


def enter_a_handover() -> None:
    Succession.objects.create(
        predecessor=party("Ymere"), successor=party("De Key"), on=date(2026, 1, 1), scope="x"
    )


def correct_a_name() -> None:
    Party.objects.filter(name="Pré Wonen").update(name="Pre Wonen")


def end_a_party() -> None:
    Party.objects.filter(name="Ymere").update(ended_on=date(2090, 1, 1))


DEEDS = [
    enter_a_party,
    enter_a_name,
    enter_a_document,
    enter_a_signature,
    end_a_signature,
    enter_a_handover,
    correct_a_name,
    end_a_party,
]


@pytest.mark.parametrize("who", ["coordinator", "oversight", "caseworker", "privacy_officer"])
@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_else_enters_it(people, actor_of, deed, who):
    only_one = pytest.raises(DatabaseError, match="Only an administrator")
    with acting_as(actor_of(getattr(people, who))), only_one:
        deed()


@pytest.mark.parametrize("deed", DEEDS[:-1])
def test_an_administrator_does(administrator, deed):
    deed()


@pytest.mark.parametrize("model", [Party, PartyAlias, Document, Participation, Succession])
def test_each_version_is_kept_with_who_wrote_it(administrator, model):
    for deed in DEEDS[:-1]:
        deed()
    newest = model.pgh_event_model.objects.latest("pgh_id")

    assert newest.pgh_context["user"] == administrator.user_id
