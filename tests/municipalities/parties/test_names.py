"""A typo in a party's name is corrected: a mistake on record, and no other name from a day on."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from municipalities.loading import called, load_pact
from municipalities.parties.actions import correct_name, version_of
from pact.access.actor import Actor, acting_as
from pact.agreement.models import Party, PartyAlias
from pact.audit.models import Deed
from pact.common.refusals import Refused, Stale
from tests.database import arranging, as_superuser
from tests.factories import party

TYPO, RIGHT = "Ymere", "Ymere Wonen"


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def correct(actor, name: str = RIGHT, of: str = TYPO, **otherwise) -> Party:
    given = {"code": "entered_wrongly", "version": version_of(party(of))} | otherwise
    return correct_name(party=party(of), name=name, by=actor, at=timezone.now(), **given)


def test_a_name_is_corrected_and_the_reason_is_on_record(administrator):
    before = party(TYPO).pk
    correct(administrator)

    assert party(RIGHT).pk == before
    with arranging():
        deed = Deed.objects.get(action="party.name_corrected")
    assert (deed.code, deed.object_id) == ("entered_wrongly", before)


def test_its_page_tells_what_it_was_and_who_corrected_it(people, signed_in):
    client, page = signed_in(people.administrator), f"/beheer/partijen/{party(TYPO).pk}/"
    form = client.get(f"{page}verbeteren/").context["form"]
    typed = {"name": RIGHT, "code": "by_mistake", "version": form["version"].value()}

    answer = client.post(f"{page}verbeteren/", typed | {"form_key": uuid4()}, follow=True)

    assert RIGHT in answer.content.decode()
    newest = answer.context["history"][0].text
    assert newest == f"Naam verbeterd: {TYPO} is nu {RIGHT} · Voorbeeld Beheerder"


def test_the_name_of_another_party_is_refused(administrator):
    with pytest.raises(Refused, match="is al een naam van"):
        correct(administrator, name="pré wonen")
    with pytest.raises(Refused, match="heeft deze naam al"):
        correct(administrator, name=TYPO)


def test_another_reason_than_the_list_has_is_refused(administrator):
    with pytest.raises(Refused, match="kan niet meer worden gekozen"):
        correct(administrator, code="no_such_reason")


def test_who_corrects_beside_somebody_else_reads_what_they_wrote(administrator):
    opened = version_of(party(TYPO))
    correct(administrator, name="Ymeer")

    with pytest.raises(Stale):
        correct(administrator, of="Ymeer", version=opened)


def test_of_a_party_that_ended_the_name_stays(administrator):
    with arranging():
        Party.objects.filter(name="De Key").update(ended_on=date(2026, 1, 1))

    with pytest.raises(Refused, match="is beëindigd"):
        correct(administrator, of="De Key", name="De Sleutel")


def test_loading_again_does_not_bring_the_typo_back(administrator):
    parties = Party.objects.count()
    correct(administrator)
    with as_superuser(), acting_as(Actor.system("load")):
        load_pact(years=range(2026, 2027))

    assert Party.objects.count() == parties
    assert called(TYPO) == party(RIGHT)
    assert not PartyAlias.objects.filter(name=TYPO).exists()
