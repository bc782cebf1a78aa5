"""The pages on which an administrator keeps the numbers that were agreed."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.norms import actions
from pact.access.actor import acting_as
from pact.agreement.models import Norm
from tests.database import arranging
from tests.pages import once_more
from tests.queries import own_statements

NEXT = timezone.localdate().year + 5

KEY = "term_admission"
ENTER = f"/beheer/normen/{KEY}/nieuw/"


@pytest.fixture
def client(people, signed_in):
    return signed_in(people.administrator)


def filled_in(client, **typed: object) -> dict:
    version = client.get(ENTER).context["form"]["version"].value()
    return {
        "value": "5",
        "valid_from": f"1-1-{NEXT}",
        "source": "verzonnen besluit 7",
        "quote": "",
        "version": version,
        "form_key": uuid4(),
    } | typed


def test_the_menu_leads_the_administrator_there(client, people, signed_in):
    assert 'href="/beheer/"' in client.get("/").content.decode()
    assert 'href="/beheer/"' not in signed_in(people.coordinator).get("/").content.decode()


def test_all_norms_stand_on_one_page_in_one_statement(client):
    statements = own_statements(client, reverse("administration:norms"))

    assert len(statements) == 1
    page = client.get(reverse("administration:norms")).content.decode()
    assert page.count("/beheer/normen/") > 30


def test_a_new_value_stands_on_its_page_with_what_it_replaces(client):
    answer = client.post(ENTER, filled_in(client), follow=True)
    page = answer.content.decode()

    assert f"vanaf 1 januari {NEXT}" in page
    assert "verzonnen besluit 7" in page
    assert f"tot en met 31 december {NEXT - 1}" in page


def test_the_page_tells_who_entered_and_who_took_back(client, people, actor_of):
    client.post(ENTER, filled_in(client))
    later = Norm.objects.get(key=KEY, valid_to=None)
    with acting_as(actor_of(people.administrator)) as actor:
        actions.take_back(norm=later, version=actions.version_of(KEY), by=actor, at=timezone.now())
    log = [entry.text for entry in client.get(f"/beheer/normen/{KEY}/").context["history"]]

    assert log[1] == f"Teruggedraaid: 5 vanaf 1 jan {NEXT} · Voorbeeld Beheerder"
    assert log[2] == f"Ingevoerd: 5 vanaf 1 jan {NEXT} · Voorbeeld Beheerder"
    assert log[3] == f"10 eindigt: niet meer vanaf 1 jan {NEXT} · Voorbeeld Beheerder"
    assert log[-1] == "Ingevoerd: 10 vanaf 7 okt 2021 · bij het eerste laden"


def test_one_norm_takes_two_statements_however_often_it_changed(client):
    client.post(ENTER, filled_in(client))
    assert len(own_statements(client, f"/beheer/normen/{KEY}/")) == 2


@pytest.mark.parametrize(
    ("key", "fits", "too_low", "too_high"),
    [
        ("next_year_opens_months", 12, 0, 13),
        ("term_extensions", 0, -1, 11),
        ("coordinators_at_least", 3, 1, 21),
        ("waiting_band_months_2", 9, 0, 121),
        ("bedrooms_short", 0, -1, 10),
        ("bedrooms_spare", 3, 0, 10),
    ],
)
def test_what_was_agreed_is_entered_within_what_can_be_worked_with(
    client, key, fits, too_low, too_high
):
    address = f"/beheer/normen/{key}/nieuw/"
    version = client.get(address).context["form"]["version"].value()

    def send(value: int) -> int:
        typed = filled_in(client, value=str(value), version=version)
        return client.post(address, typed).status_code

    assert [send(value) for value in (too_low, too_high, fits)] == [422, 422, 302]
    assert Norm.objects.get(key=key, valid_to=None).value == fits


def test_the_same_form_twice_makes_one_value(client):
    data = filled_in(client)
    first, second = client.post(ENTER, data), client.post(ENTER, data)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Norm.objects.filter(key=KEY).count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": "veel"}, "heel getal"),
        ({"value": "0"}, "van 1 tot en met 130"),
        ({"value": "131"}, "van 1 tot en met 130"),
        ({"value": ""}, "heel getal"),
        ({"valid_from": "31-2-2033"}, "31 februari 2033 bestaat niet"),
        ({"source": ""}, "Vul dit in"),
        ({"source": "bsn 111222333"}, "burgerservicenummer"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_and_kept(client, typed, sentence):
    data = filled_in(client, **typed)
    answer = client.post(ENTER, data)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    for name in ("value", "valid_from", "source"):
        assert answer.context["form"][name].value() == data[name]


def test_a_date_in_the_past_is_refused_with_why_and_kept(client):
    answer = client.post(ENTER, filled_in(client, valid_from="1-1-2022"))

    assert answer.status_code == 409
    assert "morgen" in answer.content.decode()
    assert answer.context["form"]["source"].value() == "verzonnen besluit 7"


def test_two_people_at_once_both_see_it(client):
    data = filled_in(client)
    client.post(ENTER, data)
    answer = client.post(
        ENTER, data | {"form_key": uuid4(), "value": "7", "valid_from": f"1-1-{NEXT + 1}"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"5 werkdagen, vanaf 1 januari {NEXT} (verzonnen besluit 7)" in page
    assert 'value="7"' in page

    assert client.post(ENTER, once_more(answer)).status_code == 302
    assert Norm.objects.get(key=KEY, valid_to=None).value == 7


def test_a_value_to_come_is_taken_back(client):
    client.post(ENTER, filled_in(client))
    later = Norm.objects.get(key=KEY, valid_to=None)
    address = reverse("administration:take_norm_back", args=[later.pk])
    version = client.get(address).context["form"]["version"].value()
    client.post(address, {"version": version, "form_key": uuid4()})

    assert Norm.objects.get(key=KEY).valid_to is None


def test_a_value_that_was_entered_stands_with_its_source_under_the_agreement(
    people, signed_in, client
):
    with arranging():
        Norm.objects.filter(key=KEY).update(is_fictitious=False, source="verzonnen besluit 7")
    page = signed_in(people.caseworker).get("/afspraken/").content.decode()

    assert "verzonnen besluit 7" in page
    assert "“”" not in page


WHY_NOT = [
    ("annual_cap", "verandert door een besluit"),
    ("counting_event", "een woning telt in het jaar waarin de huur ingaat"),
]


@pytest.mark.parametrize(("key", "why"), WHY_NOT)
def test_some_numbers_are_not_changed_here(client, key, why):
    address = reverse("administration:enter_norm", args=[key])
    page = client.get(f"/beheer/normen/{key}/").content.decode()
    assert "Nieuwe waarde invoeren" not in page
    assert why in page

    answer = client.post(
        address,
        {
            "value": "1",
            "valid_from": f"1-1-{NEXT}",
            "source": "x",
            "version": "0",
            "form_key": uuid4(),
        },
    )
    assert answer.status_code == 409
    assert why in answer.content.decode()


@pytest.mark.parametrize(
    ("key", "least"), [("moment_evaluation_months_2", 0), ("introduction_months", 1)]
)
def test_an_evaluation_may_be_none_and_an_introduction_is_a_month_at_least(client, key, least):
    """The database refuses a lease that stands on no month of introduction."""
    form = client.get(f"/beheer/normen/{key}/nieuw/").context["form"]
    assert next(check.limit_value for check in form.fields["value"].validators) == least
    assert ("wordt deze niet gehouden" in form.fields["value"].help_text) is (least == 0)
