"""Once the day of its end has come, who administers and who coordinates see what is left at a party."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pact.agreement.models import Party
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    add_uitstromer,
    party,
)
from tests.placements.overview.ending.test_ending import CARE, DOCK, HOMES
from tests.queries import own_statements

TODAY = timezone.localdate()
WHO = ["administrator", "coordinator"]


def ends(name: str, on: date = TODAY) -> None:
    with arranging():
        Party.objects.filter(name=name).update(ended_on=on, nobody_left=name == CARE)


def left_at(name: str, client) -> list[tuple]:
    answer = client.get("/")
    work = answer.context["work"].own
    return [(item.text, item.due, item.address) for item in work if item.title == name]


LEFT = {
    "a household of two": (CARE, "1 kandidaat", "/kandidaten/"),
    "an introduction": (DOCK, "1 kennismaking", "/kennismaking/"),
    "a home on offer": (HOMES, "1 aangeboden woning", "/woningen/"),
    "a neighbour": (HOMES, "1 plaatsing", "/plaatsingen/"),
}


def make(what: str) -> None:
    if what == "a household of two":
        case = GuidanceFactory().candidate
        GuidanceFactory(candidate=case, uitstromer=add_uitstromer(case))
    elif what == "an introduction":
        IntroductionFactory()
    elif what == "a home on offer":
        DwellingFactory()
    else:
        PlacementFactory(status="moved_in", dwelling__status="let")


@pytest.mark.parametrize("what", LEFT)
@pytest.mark.parametrize("who", WHO)
def test_what_is_left_is_shown_from_the_day_on(people, signed_in, who, what):
    name, words, its_list = LEFT[what]
    client = signed_in(getattr(people, who))
    make(what)
    ends(name, TODAY + timedelta(days=1))
    assert left_at(name, client) == []
    ends(name)

    ((text, due, address),) = left_at(name, client)
    assert words in text
    assert due == TODAY
    leads_to = its_list if who == "coordinator" else f"/{party(name).pk}/"
    assert leads_to in address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("who", WHO)
def test_until_nothing_is_left(people, signed_in, who):
    client = signed_in(getattr(people, who))
    track, home = GuidanceFactory(), DwellingFactory()
    ends(CARE), ends(HOMES)
    assert len(left_at(CARE, client)) == len(left_at(HOMES, client)) == 1
    over = {"status": "ended", "status_code": "case_closed", "ended_on": TODAY}
    with arranging():
        Guidance.objects.filter(pk=track.pk).update(**over)
        Dwelling.objects.filter(pk=home.pk).update(status="withdrawn", status_code="sold")

    assert left_at(CARE, client) == left_at(HOMES, client) == []


def test_others_read_nothing_of_it(people, signed_in):
    make("a home on offer")
    ends(HOMES)
    for who in ["oversight", "municipal_officer", "caseworker", "worker", "privacy_officer"]:
        assert left_at(HOMES, signed_in(getattr(people, who))) == []


@pytest.mark.parametrize("who", WHO)
def test_it_takes_no_more_statements_for_more_parties(people, signed_in, who):
    client = signed_in(getattr(people, who))
    make("a home on offer"), ends(HOMES)
    before = own_statements(client, "/")
    make("an introduction"), ends(DOCK), CandidateFactory()
    assert len(own_statements(client, "/")) == len(before) <= 4
