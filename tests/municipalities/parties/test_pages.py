"""The administrator's pages about parties and documents."""

from datetime import date
from uuid import uuid4

import pytest

from pact.agreement.models import Document, Participation, Party, PartyAlias
from tests.database import arranging
from tests.factories import party
from tests.pages import once_more
from tests.queries import own_statements

LIST = "/beheer/partijen/"
STANDS_IN = {"valid_from": "2-3-2026", "source": "verzonnen krant, 2 maart 2026"}


@pytest.fixture
def client(people, signed_in):
    return signed_in(people.administrator)


def page_of(name: str) -> str:
    return f"{LIST}{party(name).pk}/"


def send(client, address: str, **typed: object):
    """Fill in the page of a deed as it was opened, and send it."""
    form = client.get(address).context["form"]
    version = {"version": form["version"].value()} if "version" in form.fields else {}
    return client.post(address, version | typed | {"form_key": uuid4()}, follow=True)


def test_all_parties_and_documents_stand_on_one_page_in_two_statements(client):
    page = client.get(LIST).content.decode()

    assert [page.count(name) for name in ("De Key<", "Stichting DOCK", "RIBW K/AM")] == [1, 1, 1]
    assert len(own_statements(client, LIST)) == 2


def test_the_page_of_a_party_asks_the_same_whatever_it_signed(client):
    few = len(own_statements(client, page_of("De Key")))

    assert len(own_statements(client, page_of("Pré Wonen"))) == few == 2


def test_a_party_tells_what_it_signed_and_handed_over(client):
    page = client.get(page_of("De Key")).content.decode()

    assert "vanaf 8 oktober 2020" in page
    assert "op 1 december 2020 overgedragen aan Pré Wonen: alle woningen in Zandvoort" in page
    taken = client.get(page_of("Pré Wonen")).content.decode()
    assert "op 1 december 2020 overgenomen van De Key" in taken


def test_names_and_handovers_stand_with_their_source(client):
    send(client, f"{page_of('De Key')}naam/", name="Verzonnen Sleutel", **STANDS_IN)
    page = client.get(page_of("De Key")).content.decode()

    assert "verzonnen krant, 2 maart 2026" in page
    assert "vanaf 2 maart 2026" in page
    assert "De Key, jaarrekening 2020" in page
    assert "De Key, jaarrekening 2020" in client.get(page_of("Pré Wonen")).content.decode()


@pytest.mark.parametrize(
    ("deed", "typed"),
    [
        ("naam", {"name": "Verzonnen Sleutel", "valid_from": "2-3-2026"}),
        ("overdracht", {"on": "2-3-2026", "scope": "verzonnen woningen"}),
    ],
)
def test_nothing_is_entered_without_its_source(client, deed, typed):
    successor = {"successor": party("Ymere").pk} if deed == "overdracht" else {}
    answer = send(client, f"{page_of('De Key')}{deed}/", **typed, **successor)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["source"]


def test_a_party_is_entered_signs_and_is_read_by_everybody(client, people, signed_in):
    answer = send(client, f"{LIST}nieuw/", name="Verzonnen Wonen", kind="corporation")
    assert "Leg nu vast welk document" in answer.content.decode()
    own = page_of("Verzonnen Wonen")
    covenant = Document.objects.get(key="covenant-2021").pk
    send(client, f"{own}ondertekenen/", document=covenant, valid_from="1-3-2026")
    answer = send(client, f"{own}naam/", name="VW", **STANDS_IN)

    told = answer.content.decode()
    assert "Andere naam ingevoerd: VW · Voorbeeld Beheerder" in told
    assert "Partij ingevoerd: Verzonnen Wonen · Voorbeeld Beheerder" in told
    page = signed_in(people.caseworker).get("/afspraken/").content.decode()
    assert "Verzonnen Wonen" in page
    assert "VW" in page


def test_a_new_document_is_signed_by_whoever_signed_it(client):
    details = {"signed_on": "2-2-2026", "source": "verzonnen krant"}
    answer = send(client, f"{LIST}documenten/nieuw/", title="Verzonnen aanvulling", **details)
    assert "Verzonnen aanvulling" in answer.content.decode()
    form = client.get(f"{page_of('Ymere')}ondertekenen/").context["form"]

    assert [str(row) for row in form.fields["document"].queryset] == ["Verzonnen aanvulling"]


def test_a_document_stands_in_a_column_of_its_own_under_the_agreement(client, people, signed_in):
    details = {"signed_on": "2-2-2026", "source": "verzonnen krant"}
    send(client, f"{LIST}documenten/nieuw/", title="Verzonnen aanvulling", **details)
    page = signed_in(people.caseworker).get("/afspraken/").content.decode()

    assert page.count('colspan="5"') == 5
    assert '2026<span class="only-heard" lang="nl">: Verzonnen aanvulling</span>' in page


def test_a_signature_that_ended_is_not_shown_as_signed_any_more(client, people, signed_in):
    with arranging():
        Participation.objects.filter(party=party("De Key")).update(valid_to=date(2021, 1, 1))
    assert "31 dec 2020" not in client.get(LIST).content.decode()

    assert "tot en met 31 december 2020" in client.get(page_of("De Key")).content.decode()


WRONG = [
    ({"kind": "municipality"}, "municipality", "Kies welke gemeente"),
    ({"kind": "corporation", "municipality": "1"}, "municipality", "Laat dit leeg"),
    ({"kind": "church"}, "kind", "Kies er een uit de lijst"),
    ({"kind": "corporation", "name": "x" * 121}, "name", "121"),
    ({"kind": "corporation", "name": "111222333"}, "name", "BSN"),
]


@pytest.mark.parametrize(("typed", "field", "says"), WRONG)
def test_what_cannot_be_is_said_at_the_field_and_kept(client, typed, field, says):
    if "municipality" in typed:
        typed = typed | {"municipality": party("Gemeente Haarlem").municipality_id}
    typed = {"name": "Verzonnen"} | typed
    answer = send(client, f"{LIST}nieuw/", **typed)

    assert answer.status_code == 422
    assert says in str(answer.context["form"][field].errors)
    assert answer.context["form"]["name"].value() == typed["name"]
    assert not Party.objects.filter(name__startswith="Verzonnen").exists()


def test_whoever_comes_second_keeps_what_they_typed_and_reads_what_was_entered(client):
    address = f"{page_of('De Key')}naam/"
    version = client.get(address).context["form"]["version"].value()
    send(client, address, name="Eerste verzonnen naam", **STANDS_IN)
    typed = {"version": version, "name": "Tweede naam", "form_key": uuid4()} | STANDS_IN
    answer = client.post(address, typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Eerste verzonnen naam" in page
    assert answer.context["form"]["name"].value() == "Tweede naam"
    assert PartyAlias.objects.filter(party=party("De Key")).count() == 1

    assert client.post(address, once_more(answer)).status_code == 302
    assert PartyAlias.objects.filter(name="Tweede naam", party=party("De Key")).exists()


def test_sent_twice_is_entered_once(client):
    address = f"{page_of('De Key')}naam/"
    version = client.get(address).context["form"]["version"].value()
    typed = {"version": version, "name": "Verzonnen naam", "form_key": uuid4()} | STANDS_IN
    for _once in range(2):
        assert client.post(address, typed, follow=True).status_code == 200

    assert PartyAlias.objects.filter(name="Verzonnen naam").count() == 1


def test_a_new_party_can_be_given_people_at_once(client):
    send(client, f"{LIST}nieuw/", name="Verzonnen Zorg", kind="care")

    assert "Verzonnen Zorg" in client.get("/mensen/uitnodigen/").content.decode()
