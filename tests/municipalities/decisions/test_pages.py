"""The pages on which the homes of a year are asked for and decided on."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Decision, PactYear
from tests.database import arranging
from tests.queries import own_statements

LIST = "/besluiten/"


@pytest.fixture
def decision(people) -> Decision:
    with arranging():
        return Decision.objects.create(
            kind="extra",
            year=2027,
            value=4,
            document="verzonnen besluit 9",
            reason="meer uitstromers dan verwacht",
            asked_by=people.coordinator,
            asked_at=timezone.now(),
        )


def filled_in(**typed: object) -> dict:
    return {
        "year": "2027",
        "value": "4",
        "document": "verzonnen besluit 9",
        "reason": "meer uitstromers",
        "form_key": uuid4(),
    } | typed


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_years_stand_with_their_homes(people, signed_in, decision):
    page = read(signed_in(people.municipal_officer), LIST)

    assert "2027 krijgt in totaal 4 extra woningen" in page
    assert "Voorbeeld Coördinator" in page
    assert "wacht op een besluit" in page
    assert "Extra woningen vragen" not in page


def test_the_page_asks_three_things_however_many_decisions(people, signed_in, decision):
    client = signed_in(people.oversight)
    assert len(own_statements(client, LIST)) == 3
    with arranging():
        for value in range(30):
            Decision.objects.create(
                kind="extra",
                year=2028,
                value=value,
                document="x",
                asked_by=people.coordinator,
                asked_at=timezone.now(),
                decided_by=people.oversight,
                decided_at=timezone.now(),
            )
    assert len(own_statements(client, LIST)) == 3


def test_asking_leads_to_the_request(people, signed_in):
    client = signed_in(people.coordinator)
    answer = client.post("/besluiten/vragen/extra/", filled_in(), follow=True)
    page = answer.content.decode()

    assert "U hebt dit gevraagd" in page
    assert "meer uitstromers" in page
    assert "Akkoord…" not in page


def test_the_same_form_twice_asks_once(people, signed_in):
    client, data = signed_in(people.coordinator), filled_in()
    for _time in range(2):
        assert client.post("/besluiten/vragen/extra/", data).status_code == 302

    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("extra", {"value": "501"}, "van 0 tot en met 500"),
        ("extra", {"value": "vier"}, "heel getal"),
        ("extra", {"document": ""}, "Vul dit in"),
        ("extra", {"reason": "bsn 111222333"}, "burgerservicenummer"),
        ("cap", {"value": "0"}, "van 1 tot en met 2000"),
        ("cap", {"year": "1999"}, "Kies er een uit de lijst"),
        ("hard_share", {"municipality": "999999"}, "Kies er een uit de lijst"),
        ("soft_share", {}, "Kies er een uit de lijst"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(people, signed_in, kind, typed, sentence):
    data = filled_in(**typed)
    answer = signed_in(people.coordinator).post(f"/besluiten/vragen/{kind}/", data)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["form"]["document"].value() == data["document"]


def test_a_refused_request_keeps_what_was_typed(people, signed_in, decision):
    answer = signed_in(people.coordinator).post("/besluiten/vragen/extra/", filled_in(value="6"))

    assert answer.status_code == 409
    assert "al gevraagd" in answer.content.decode()
    assert answer.context["form"]["value"].value() == "6"


def test_an_unknown_kind_is_no_page(people, signed_in):
    assert signed_in(people.coordinator).get("/besluiten/vragen/anders/").status_code == 404


def test_oversight_agrees_and_the_year_has_its_extras(people, signed_in, decision):
    client = signed_in(people.oversight)
    address = reverse("decisions:approve", args=[decision.public_id])
    assert "Akkoord…" in read(client, f"{LIST}{decision.public_id}/")
    answer = client.post(address, {"form_key": uuid4()}, follow=True)

    assert "uitgevoerd" in answer.content.decode()
    assert PactYear.objects.get(year=2027).ceiling == 182


def test_who_asked_gets_no_button_and_no_way_around_it(people, signed_in):
    client = signed_in(people.administrator)
    client.post("/besluiten/vragen/extra/", filled_in())
    asked = Decision.objects.get()
    assert "Akkoord…" not in read(client, f"{LIST}{asked.public_id}/")

    address = reverse("decisions:approve", args=[asked.public_id])
    answer = client.post(address, {"form_key": uuid4()})
    assert answer.status_code == 409
    assert PactYear.objects.get(year=2027).ceiling == 178


def test_my_work_shows_who_decides_what_waits(people, signed_in, decision):
    sentence = "2027 krijgt in totaal 4 extra woningen"
    work = signed_in(people.oversight).get("/").context["work"]

    assert [item.title for item in work.own] == [sentence]
    with arranging():
        Decision.objects.update(asked_by=people.administrator)
    work = signed_in(people.administrator).get("/").context["work"]
    assert [item.title for item in work.awaited] == [sentence]
    assert sentence in read(signed_in(people.administrator), "/")
