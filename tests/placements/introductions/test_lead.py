"""What a team lead does in a colleague's place, the colleague hears of."""

from datetime import timedelta

import pytest

from pact.outbox.models import Message
from placements.introductions import actions
from tests.database import arranging
from tests.factories import IntroductionFactory, area
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import TODAY


@pytest.fixture
def journey(people) -> Journey:
    """Introduced by a colleague of the care party."""
    journey = Journey(people)
    journey.introduction = IntroductionFactory(
        candidate=journey.candidate,
        area=area("Haarlem-Oost"),
        worker=people.introducer,
        status="planned",
        first_contact_on=None,
        contacts=[],
    )
    return journey


def told() -> set[tuple[str, int]]:
    with arranging():
        return set(Message.objects.values_list("kind", "recipient"))


@pytest.mark.parametrize("by", ["lead", "caseworker"])
def test_whose_case_it_is_and_who_introduces_hear_that_it_stopped(journey, people, by):
    stopped = {"introduction": journey.introduction, "code": "other_area"}
    journey.do(actions.stop_introduction, by=by, **stopped)
    hear = {people.introducer, people.caseworker} - {getattr(people, by)}
    assert told() == {("introduction_stopped", member.pk) for member in hear}


def test_the_colleague_hears_which_other_day_a_lead_chose(journey, people):
    other = {"introduction": journey.introduction, "planned_on": TODAY + timedelta(days=3)}
    journey.do(actions.replan_first_contact, by="lead", **other)
    assert told() == {("introduction_planned", people.introducer.pk)}
