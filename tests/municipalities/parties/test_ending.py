"""A party takes part until a day, and by then nothing of what was agreed rests on it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from municipalities import agreed
from municipalities.areas.actions import let_introduce
from municipalities.models import AreaWork, Share
from municipalities.parties import actions, ending
from municipalities.parties.forms import EndParty
from pact.access.actor import acting_as
from pact.agreement.models import Document, OfficeBasis, Participation, Party
from pact.common.refusals import Refused, Stale
from tests.database import arranging
from tests.factories import area, party

LATER = date(2090, 1, 1)
BEFORE = LATER - timedelta(days=1)
KEY, DOCK, OFFICE = "De Key", "DOCK Haarlem", "Coördinatiebureau Uitstroom (fictief)"


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


def end(actor, name: str = KEY, on: date = LATER, **given) -> Party:
    found = party(name)
    details = {"nobody_left": False, "version": actions.version_of(found)} | given
    return ending.end_party(party=found, ended_on=on, **details, by=actor, at=timezone.now())


def keep(actor, name: str = KEY) -> Party:
    version = actions.version_of(party(name))
    return ending.keep_party(party=party(name), version=version, by=actor, at=timezone.now())


def signs_no_more(name: str = KEY, on: date = LATER) -> None:
    with arranging():
        Participation.objects.filter(party=party(name)).update(valid_to=on)


def works_no_more(name: str, on: date = LATER) -> None:
    with arranging():
        AreaWork.objects.filter(party=party(name)).update(valid_to=on)


def directly(name: str, on: str = "2090-01-01") -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update agreement_party set ended_on = %s where name = %s", [on, name])


def test_a_party_takes_part_until_its_day(administrator):
    signs_no_more()
    end(administrator)

    assert party(KEY) in Party.objects.existing(BEFORE)
    assert party(KEY) not in Party.objects.existing(LATER)
    assert KEY in [row.name for row in agreed.parties(BEFORE)]
    assert KEY not in [row.name for row in agreed.parties(LATER)]


@pytest.mark.parametrize("last", [None, LATER + timedelta(days=1)])
def test_first_its_signatures_end(administrator, last):
    signs_no_more(on=last)

    with pytest.raises(Refused, match="de handtekening onder Pact voor Uitstroom"):
        end(administrator)
    with pytest.raises(DatabaseError, match="still signs"):
        directly(KEY)


def test_first_it_stops_introducing(administrator):
    signs_no_more(DOCK)

    with pytest.raises(Refused, match="stoppen met kennismaken in"):
        end(administrator, DOCK)
    with pytest.raises(DatabaseError, match="still introduces"):
        directly(DOCK)
    works_no_more(DOCK)
    assert end(administrator, DOCK).ended_on == LATER


def test_first_another_office_coordinates(administrator, people, actor_of):
    with arranging():
        OfficeBasis.objects.create(
            party=party(OFFICE),
            given_by="x",
            document="x",
            decided_on=date(2026, 1, 1),
            valid_from=date(2026, 1, 1),
        )

    assert ending.still_does(party(OFFICE)) == ["Voer eerst in welk bureau daarna coördineert."]
    with pytest.raises(DatabaseError, match="still is the office"):
        directly(OFFICE)


def test_first_the_homes_of_a_municipality_are_divided_over_the_others(administrator):
    name = "Gemeente Heemskerk"
    signs_no_more(name, date(2027, 7, 1))

    with pytest.raises(Refused, match="Verdeel eerst de woningen van 2028 over de anderen"):
        end(administrator, name, date(2027, 7, 1))
    with pytest.raises(DatabaseError, match="share of a later year"):
        directly(name, "2027-07-01")
    with arranging():
        Share.objects.filter(municipality=party(name).municipality, year=2028).update(agreed=0)
    assert end(administrator, name, date(2027, 7, 1)).ended_on == date(2027, 7, 1)


def test_a_municipality_that_ends_with_the_year_takes_no_homes_of_the_next(administrator):
    signs_no_more("Gemeente Heemskerk", date(2028, 1, 1))

    assert ending.still_does(party("Gemeente Heemskerk"), date(2028, 1, 1)) == [
        "Verdeel eerst de woningen van 2028 over de anderen."
    ]
    assert ending.still_does(party("Gemeente Heemskerk"), LATER) == []


def test_a_party_ends_from_tomorrow_on_and_once(administrator):
    signs_no_more(on=date(2026, 1, 1))
    for day in (timezone.localdate(), date(2026, 2, 2)):
        with pytest.raises(Refused, match="vanaf morgen"):
            end(administrator, on=day)
    end(administrator)
    with pytest.raises(Refused, match="al beëindigd"):
        end(administrator)


def test_nobody_ends_their_own_party(administrator):
    with pytest.raises(Refused, match="Niemand beëindigt de eigen partij"):
        end(administrator, OFFICE)


def test_an_end_is_taken_back_before_its_day(administrator):
    signs_no_more()
    with pytest.raises(Refused, match="geen einde vastgelegd"):
        keep(administrator)
    end(administrator)
    keep(administrator)

    assert party(KEY) in Party.objects.existing(LATER)


def test_what_was_ended_for_it_is_entered_anew(administrator):
    signs_no_more()
    end(administrator)
    kept = keep(administrator)
    actions.sign(
        party=kept,
        document=Document.objects.get(key="pact-2020"),
        valid_from=LATER,
        version=actions.version_of(kept),
        by=administrator,
        at=timezone.now(),
    )

    assert {row.key: row.parties for row in agreed.documents(LATER)}["pact-2020"] == 19


def test_what_ended_stays_ended(administrator):
    with arranging():
        Party.objects.filter(name=KEY).update(ended_on=date(2026, 1, 1))

    with pytest.raises(Refused, match="dat blijft zo"):
        keep(administrator)
    for to in ("null", "'2090-01-01'"):
        with (
            pytest.raises(DatabaseError, match="what ended stays so"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update agreement_party set ended_on = {to} where name = 'De Key'")


def test_whoever_ends_it_second_reads_that_it_ended(administrator):
    signs_no_more()
    seen = actions.version_of(party(KEY))
    end(administrator)
    with pytest.raises(Stale) as refusal:
        end(administrator, version=seen)

    assert refusal.value.theirs["Doet niet meer mee vanaf"] == "1 jan 2090"


def test_a_party_that_will_be_gone_gets_no_area(administrator):
    signs_no_more()
    end(administrator)
    with pytest.raises(Refused, match="bestaat dan niet meer"):
        let_introduce(
            area=area(), party=party(KEY), valid_from=LATER, by=administrator, at=timezone.now()
        )


def test_only_of_a_care_party_is_asked_whether_anybody_is_left(db):
    asked = {
        name: "nobody_left" in EndParty(party=party(name)).fields
        for name in (KEY, DOCK, "HVO-Querido")
    }

    assert asked == {KEY: False, DOCK: False, "HVO-Querido": True}
