"""Where people are introduced, and by whom: drawn from a date on, one area a district."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from municipalities.areas import actions
from municipalities.models import AreaDistrict, AreaWork, IntroductionArea
from municipalities.models.areas import area_of
from pact.access.actor import acting_as
from pact.agreement.models import District, Municipality
from pact.common.refusals import Refused, Stale
from tests.factories import area, district, party
from tests.queries import own_statements

NEXT = timezone.localdate().year + 5
LATER, LATEST = date(NEXT, 1, 1), date(NEXT + 1, 1, 1)
BEFORE = LATER - timedelta(days=1)


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def draw(actor, *names: str, on: date = LATER, name: str = "Verzonnen gebied", **given: object):
    details = {"version": actions.version_now()} | given
    return actions.draw(
        name=name,
        municipality=Municipality.objects.get(name="Haarlem"),
        districts=[district(each) for each in names],
        valid_from=on,
        **details,
        by=actor,
        at=timezone.now(),
    )


def redraw(actor, which: IntroductionArea, *names: str, on: date = LATER) -> None:
    actions.redraw(
        area=which,
        districts=[district(each) for each in names],
        valid_from=on,
        version=actions.version_now(),
        by=actor,
        at=timezone.now(),
    )


def districts_of(which: IntroductionArea, on: date) -> set[str]:
    rows = AreaDistrict.objects.on(on).filter(area=which)
    return set(rows.values_list("district__name", flat=True))


# Drawing


def test_a_new_area_takes_its_districts_from_their_old_one(administrator):
    new = draw(administrator, "Meerwijk", "Molenwijk")

    assert districts_of(area(), BEFORE) == {"Boerhaavewijk", "Europawijk", "Meerwijk", "Molenwijk"}
    assert districts_of(area(), LATER) == {"Boerhaavewijk", "Europawijk"}
    assert districts_of(new, LATER) == {"Meerwijk", "Molenwijk"}
    assert area_of(district("Meerwijk").pk, BEFORE) == area()
    assert area_of(district("Meerwijk").pk, LATER) == new


def test_an_area_that_loses_everything_is_closed_and_nobody_works_there(administrator):
    draw(administrator, "Boerhaavewijk", "Europawijk", "Meerwijk", "Molenwijk")

    assert area().valid_to == LATER
    assert set(AreaWork.objects.filter(area=area()).values_list("valid_to", flat=True)) == {LATER}


def test_other_districts_for_an_area(administrator):
    redraw(administrator, area(), "Europawijk", "Parkwijk")

    assert districts_of(area(), LATER) == {"Europawijk", "Parkwijk"}
    assert area_of(district("Meerwijk").pk, LATER) is None
    assert "Parkwijk" not in districts_of(area("Haarlem-Oost"), LATER)


def test_the_areas_of_today_stay(administrator):
    for day in (timezone.localdate(), date(2022, 1, 1)):
        with pytest.raises(Refused, match="van vandaag"):
            draw(administrator, "Meerwijk", on=day)


def test_what_was_drawn_for_later_is_not_drawn_over(administrator):
    draw(administrator, "Meerwijk", on=LATEST)
    with pytest.raises(Refused, match=f"Meerwijk gaat vanaf 1 januari {LATEST.year}"):
        draw(administrator, "Meerwijk", name="Ander verzonnen gebied")


def test_a_name_is_used_once(administrator):
    with pytest.raises(Refused, match="deze naam"):
        draw(administrator, "Meerwijk", name="Schalkwijk")


def test_whoever_draws_second_sees_what_the_first_drew(administrator):
    seen = actions.version_now()
    draw(administrator, "Meerwijk")
    with pytest.raises(Stale) as refusal:
        draw(administrator, "Molenwijk", name="Ander", version=seen)

    assert "Meerwijk" in refusal.value.theirs["Schalkwijk"]


def test_a_closed_area_has_no_districts_and_nobody_works_there(administrator):
    how = {"version": actions.version_now(), "by": administrator, "at": timezone.now()}
    actions.close(area=area(), valid_to=LATER, **how)

    assert districts_of(area(), LATER) == set()
    assert not AreaWork.objects.on(LATER).filter(area=area()).exists()
    with pytest.raises(Refused, match="al gesloten"):
        actions.close(area=area(), valid_to=LATEST, **how | {"version": actions.version_now()})


# Who introduces


def give(actor, name: str = "WelschapSocius", on: date = LATER) -> AreaWork:
    return actions.let_introduce(
        area=area(), party=party(name), valid_from=on, by=actor, at=timezone.now()
    )


def test_a_party_gets_an_area_from_a_date_on(administrator):
    give(administrator)

    assert not AreaWork.objects.on(BEFORE).filter(party=party("WelschapSocius"), area=area())
    assert AreaWork.objects.on(LATER).filter(area=area()).count() == 2


def test_a_party_works_once_in_an_area(administrator):
    with pytest.raises(Refused, match="al kennismaken"):
        give(administrator, "DOCK Haarlem")


def test_nobody_is_given_an_area_that_is_closed_by_then(administrator):
    actions.close(
        area=area(),
        valid_to=LATER,
        version=actions.version_now(),
        by=administrator,
        at=timezone.now(),
    )
    with pytest.raises(Refused, match="geldt op die datum niet"):
        give(administrator, on=LATEST)


def test_a_party_stops_from_tomorrow_at_the_earliest_and_once(administrator):
    work = AreaWork.objects.get(area=area())
    how = {"work": work, "by": administrator, "at": timezone.now()}
    with pytest.raises(Refused, match="vanaf morgen"):
        actions.stop_introducing(**how, valid_to=timezone.localdate())
    actions.stop_introducing(**how, valid_to=LATER)
    with pytest.raises(Refused, match="al be"):
        actions.stop_introducing(**how, valid_to=LATEST)

    assert not AreaWork.objects.on(LATER).filter(area=area()).exists()


# Below Python


ATTACKS = [
    "update municipalities_areadistrict set district_id = 1",
    "update municipalities_areadistrict set valid_to = current_date",
    "update municipalities_introductionarea set name = 'x'",
    "delete from municipalities_areadistrict",
    "delete from municipalities_areawork",
    (
        "insert into municipalities_areadistrict (area_id, district_id, valid_from)"
        f" select area_id, district_id, '{LATER}' from municipalities_areadistrict"
    ),
    (
        "insert into municipalities_areawork (area_id, party_id, valid_from)"
        f" select area_id, party_id, '{LATER}' from municipalities_areawork"
    ),
    (
        "insert into municipalities_areawork (area_id, party_id, valid_from)"
        " select area_id, 1, '2022-01-01' from municipalities_areawork"
    ),
]


@pytest.mark.parametrize("statement", ATTACKS)
def test_the_database_keeps_the_areas_that_held(administrator, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("who", ["coordinator", "worker", "oversight"])
def test_nobody_else_draws(people, actor_of, who):
    refused = pytest.raises(DatabaseError, match="Only an administrator")
    with acting_as(actor_of(getattr(people, who))), refused:
        AreaWork.objects.filter(area=area()).update(valid_to=LATER)


# The pages


@pytest.fixture
def client(people, signed_in):
    return signed_in(people.administrator)


def test_all_areas_stand_on_one_page_in_two_statements(client):
    assert len(own_statements(client, "/beheer/gebieden/")) == 2


def test_drawing_on_the_page(client):
    address = f"/beheer/gebieden/nieuw/{area().municipality.code}/"
    page = client.get(address)
    assert "Meerwijk (nu in Schalkwijk)" in page.content.decode()

    typed = {
        "name": "Verzonnen gebied",
        "districts": [district("Meerwijk").pk],
        "valid_from": f"{LATER:%d-%m-%Y}",
        "version": page.context["form"]["version"].value(),
        "form_key": uuid4(),
    }
    answer = client.post(address, typed, follow=True)
    assert f"vanaf 1 januari {LATER.year}" in answer.content.decode()
    assert client.post(address, typed, follow=True).status_code == 200
    assert IntroductionArea.objects.filter(name="Verzonnen gebied").count() == 1


def test_a_district_of_another_municipality_is_not_in_the_list(client):
    address = f"/beheer/gebieden/nieuw/{area().municipality.code}/"
    elsewhere = District.objects.exclude(municipality=area().municipality).first()
    typed = {
        "name": "x",
        "districts": [elsewhere.pk],
        "valid_from": f"{LATER:%d-%m-%Y}",
        "version": "0",
    }
    answer = client.post(address, typed | {"form_key": uuid4()})

    assert answer.status_code == 422
    assert "Kies wijken uit de lijst" in answer.content.decode()
    assert answer.context["form"]["name"].value() == "x"
