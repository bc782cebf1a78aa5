"""From the day on which a party's end is recorded nothing new begins there, whoever tries."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from pact.access.actor import acting_as
from pact.agreement.models import Participation, Party
from pact.common.refusals import Refused
from placements.candidates.actions import start_application
from placements.candidates.models import Candidate
from placements.dwellings import actions as dwellings
from placements.guidance.actions import ask_takeover, takeovers
from placements.introductions import actions as introductions
from placements.introductions import introducers
from placements.overview.ending.actions import open_cases
from placements.proposals.actions import letting, propose, take_over
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, IntroductionFactory
from tests.placements.candidates.filled import answers
from tests.placements.dwellings.test_actions import offer
from tests.placements.introductions.scenes import change
from tests.placements.overview.ending.test_ending import directly
from tests.placements.proposals.test_actions import AT, STARTS, TODAY, Scene

LATER = date(timezone.localdate().year + 5, 1, 1)
NEW = "nothing new begins there"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def scene(people) -> Scene:
    return Scene(people)


def will_end(ending: Party, *, nobody_left: bool = False) -> None:
    with arranging():
        Participation.objects.update(valid_to=LATER)
        Party.objects.filter(pk=ending.pk).update(ended_on=LATER, nobody_left=nobody_left)


def offers(scene):
    will_end(scene.people.agent.party)
    scene.do(dwellings.offer_dwelling, by="agent", offer=offer(answer_by=STARTS))


def proposes(scene):
    will_end(scene.people.agent.party)
    given = {"candidate": scene.candidate, "dwelling": scene.dwelling, "agent": scene.people.agent}
    scene.do(propose, by="coordinator", **given, starts_on=STARTS)


def enters(scene):
    will_end(scene.people.caseworker.party)
    scene.do(start_application, by="caseworker", answers=answers())


def takes_over(scene):
    given = {"candidate": scene.candidate, "to": scene.people.stranger}
    takeover = scene.do(ask_takeover, by="caseworker", **given)
    will_end(scene.people.stranger.party)
    scene.do(take_over, by="stranger", takeover=takeover, accepts=True)


def introduces(scene):
    will_end(scene.people.worker.party)
    person = CandidateFactory(caseworker=scene.people.caseworker)
    given = {"area": scene.introduction.area, "worker": scene.people.worker}
    soon = TODAY + timedelta(days=3)
    verb = introductions.plan_introduction
    scene.do(verb, by="caseworker", candidate=person, **given, planned_on=soon)


def enters_below_python(scene):
    will_end(scene.people.caseworker.party)
    who = {"care_party": scene.people.caseworker.party, "caseworker": scene.people.caseworker}
    with acting_as(scene.as_("caseworker")):
        Candidate.objects.create(reference="K-AAAAAA", **who, created_at=AT, status_at=AT)


DEEDS = [offers, proposes, enters, takes_over]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_party_that_is_going_to_end_takes_on_nothing_new(scene, deed):
    with pytest.raises(Refused, match=NEW):
        deed(scene)


def test_nobody_is_asked_to_take_a_case_over_for_a_party_that_ends(scene):
    will_end(scene.people.stranger.party)
    with pytest.raises(Refused, match=NEW):
        scene.do(ask_takeover, by="caseworker", candidate=scene.candidate, to=scene.people.stranger)


def test_nobody_of_a_party_that_ends_begins_to_introduce(scene):
    with pytest.raises(Refused, match="does not introduce people"):
        introduces(scene)


BELOW_PYTHON = [offers, proposes, enters_below_python, takes_over, introduces]


@pytest.mark.parametrize("deed", BELOW_PYTHON)
def test_the_database_refuses_it_as_well(scene, deed, monkeypatch):
    for module in (dwellings, letting, takeovers):
        monkeypatch.setattr(module, "check_takes_on", lambda _party: None)
    works = introducers.AreaWork.objects
    monkeypatch.setattr(introducers, "_given", works.on)
    with pytest.raises(IntegrityError, match="takes on nothing new"), transaction.atomic():
        deed(scene)


def test_a_care_party_with_nobody_left_still_introduces_its_own(scene):
    people = scene.people
    person = CandidateFactory(caseworker=people.caseworker)
    will_end(people.caseworker.party, nobody_left=True)
    with arranging():
        introducers.AreaWork.objects.filter(area=scene.introduction.area).delete()
    given = {"area": scene.introduction.area, "worker": people.caseworker}
    verb = introductions.plan_introduction
    found = scene.do(verb, by="caseworker", candidate=person, **given, planned_on=TODAY)

    assert found.party == people.caseworker.party


def test_who_still_meets_people_at_home_keeps_the_party(people, actor_of):
    person = CandidateFactory(status="housed")
    met = IntroductionFactory(candidate=person)
    change(met, status="moved")
    GuidanceFactory(candidate=person, worker=met.worker)
    with arranging():
        Participation.objects.update(valid_to=LATER)
        introducers.AreaWork.objects.update(valid_to=LATER)
    administrator = actor_of(people.administrator)

    assert open_cases(met.party, by=administrator).introductions == 1
    with pytest.raises(IntegrityError, match="open cases"), acting_as(administrator):
        directly(met.party.name)
