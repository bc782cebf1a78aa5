"""No party ends with open cases, whoever tries; where nobody is left, the coordinator has them."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from municipalities.models import AreaWork
from municipalities.parties.actions import version_of
from pact.access.actor import acting_as
from pact.agreement.models import Participation, Party
from pact.common.refusals import Refused
from placements.overview.ending import actions as ending
from placements.overview.ending.actions import OpenCases
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    party,
)

LATER = date(timezone.localdate().year + 5, 1, 1)
CARE, DOCK, HOMES = "RIBW Kennemerland/Amstelland en de Meerlanden", "DOCK Haarlem", "Pré Wonen"
NOTHING = OpenCases(0, 0, 0, 0, 0)


@pytest.fixture
def administrator(people, actor_of):
    with acting_as(actor_of(people.administrator)) as actor:
        yield actor


@pytest.fixture(autouse=True)
def _nothing_else_rests_on_them(db):
    with arranging():
        Participation.objects.update(valid_to=LATER)
        AreaWork.objects.update(valid_to=LATER)


def end(actor, name: str, **given) -> Party:
    found = party(name)
    return ending.end_party(
        party=found,
        ended_on=LATER,
        nobody_left=given.get("nobody_left", False),
        version=version_of(found),
        by=actor,
        at=timezone.now(),
    )


def directly(name: str, *, nobody_left: bool = False) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"update agreement_party set ended_on = '{LATER}', nobody_left = %s where name = %s",
            [nobody_left, name],
        )


OPEN = {
    "a draft": (CARE, lambda: CandidateFactory(status="draft")),
    "a candidate": (CARE, CandidateFactory),
    "guidance": (CARE, lambda: GuidanceFactory(candidate__status="ended")),
    "an introduction": (DOCK, IntroductionFactory),
    "a dwelling": (HOMES, DwellingFactory),
    "a proposal": (HOMES, PlacementFactory),
    "a neighbour": (HOMES, lambda: PlacementFactory(status="moved_in")),
}


@pytest.mark.parametrize("what", OPEN)
def test_a_party_with_open_cases_does_not_end(administrator, what):
    name, make = OPEN[what]
    make()

    with pytest.raises(Refused, match="heeft nog open zaken"):
        end(administrator, name)
    with pytest.raises(DatabaseError, match="open cases"):
        directly(name)


def test_what_goes_on_again_since_it_was_counted_is_a_sentence_as_well(administrator, monkeypatch):
    CandidateFactory()
    monkeypatch.setattr(ending, "open_cases", lambda *_party, **_how: NOTHING)

    with pytest.raises(Refused, match="heeft nog open zaken"):
        end(administrator, CARE)
    assert party(CARE).ended_on is None


CLOSED = {
    "a candidate": (CARE, lambda: CandidateFactory(status="withdrawn")),
    "an introduction": (DOCK, lambda: IntroductionFactory(status="stopped")),
    "a dwelling": (HOMES, lambda: DwellingFactory(status="withdrawn")),
    "a placement": (HOMES, lambda: PlacementFactory(status="completed", dwelling__status="let")),
}


@pytest.mark.parametrize("what", CLOSED)
def test_what_is_over_does_not_stand_in_the_way(administrator, what):
    name, make = CLOSED[what]
    make()

    assert ending.open_cases(party(name), by=administrator) == NOTHING
    assert end(administrator, name).ended_on == LATER


def test_cases_of_another_party_do_not_stand_in_the_way(administrator, people):
    CandidateFactory(caseworker=people.stranger)

    assert end(administrator, CARE).ended_on == LATER


def test_where_nobody_is_left_the_cases_wait_for_the_coordinator(administrator):
    GuidanceFactory()

    assert end(administrator, CARE, nobody_left=True).nobody_left


def test_where_nobody_is_left_what_others_can_take_over_still_goes_first(administrator, people):
    elsewhere = CandidateFactory(caseworker=people.stranger)
    IntroductionFactory(candidate=elsewhere, worker__party=party(CARE))

    with pytest.raises(Refused, match="heeft nog open zaken"):
        end(administrator, CARE, nobody_left=True)
    with pytest.raises(DatabaseError, match="open cases"):
        directly(CARE, nobody_left=True)


@pytest.mark.parametrize("name", [HOMES, DOCK])
def test_nobody_left_helps_no_other_kind_of_party(administrator, name):
    PlacementFactory(), IntroductionFactory()

    with pytest.raises(DatabaseError, match="open cases"):
        directly(name, nobody_left=True)


def test_the_trigger_leaves_who_is_acting_as_it_was(administrator):
    directly("De Key")
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.role'), current_setting('app.purpose')")
        assert cursor.fetchone() == ("administrator", "")


# The page


def test_the_page_tells_what_comes_first_in_numbers_and_no_case(people, signed_in):
    case = GuidanceFactory().candidate
    with arranging():
        Participation.objects.update(valid_to=None)
    page = signed_in(people.administrator).get(address(CARE)).content.decode()

    assert "1 kandidaat" in page
    assert "1 begeleidingstraject" in page
    assert "de handtekening onder Pact voor Uitstroom" in page
    assert case.reference not in page


def address(name: str) -> str:
    return reverse("overview:end_party", args=[party(name).pk])


def test_ending_on_the_page_and_letting_it_go_on(people, signed_in):
    client = signed_in(people.administrator)
    opened = client.get(address(CARE)).context["form"]
    typed = {
        "ended_on": f"{LATER:%d-%m-%Y}",
        "version": opened["version"].value(),
        "form_key": uuid4(),
    }
    answer = client.post(address(CARE), typed, follow=True)
    assert f"niet meer mee vanaf 1 januari {LATER.year}" in answer.content.decode()

    keep = reverse("administration:keep_party", args=[party(CARE).pk])
    version = client.get(keep).context["form"]["version"].value()
    answer = client.post(keep, {"version": version, "form_key": uuid4()}, follow=True)
    assert "Gaat toch door · Voorbeeld Beheerder" in answer.content.decode()
    assert party(CARE).ended_on is None


def test_what_was_typed_stays_when_it_is_refused(people, signed_in):
    CandidateFactory()
    client = signed_in(people.administrator)
    opened = client.get(address(CARE)).context["form"]
    typed = {
        "ended_on": f"{LATER:%d-%m-%Y}",
        "version": opened["version"].value(),
        "form_key": uuid4(),
    }
    answer = client.post(address(CARE), typed)

    assert answer.status_code == 409
    assert answer.context["form"]["ended_on"].value() == f"{LATER:%d-%m-%Y}"
    assert party(CARE).ended_on is None
