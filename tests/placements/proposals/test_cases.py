"""A case that stands still, goes on or is withdrawn, from its own pages."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from placements.candidates.models import Candidate
from placements.guidance.models import Guidance
from placements.introductions.models import Introduction
from placements.proposals.models import Placement
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
)


@pytest.fixture
def case(people):
    """An admitted candidate with guidance, an introduction and a proposal."""
    candidate = CandidateFactory(caseworker=people.caseworker)
    GuidanceFactory(candidate=candidate)
    IntroductionFactory(candidate=candidate, worker=people.worker)
    home = DwellingFactory(offered_by=people.agent, status="reserved")
    PlacementFactory(candidate=candidate, dwelling=home)
    return candidate


def page(name, case):
    return reverse(f"proposals:{name}", args=[case.public_id])


def states():
    with arranging():
        return [
            model.objects.get().status for model in (Candidate, Placement, Introduction, Guidance)
        ]


def test_a_case_on_hold_lets_go_of_its_home_and_goes_on_later(case, people, signed_in):
    client = signed_in(people.caseworker)
    held = client.post(page("hold_case", case), {"code": "on_request"}, follow=True)
    assert "staat stil" in held.content.decode()
    assert states() == ["on_hold", "withdrawn", "started", "running"]
    went_on = client.post(page("resume_case", case), follow=True)
    assert "toegelaten" in went_on.content.decode()
    assert client.post(page("resume_case", case)).status_code == 409


def test_introductions_stop_with_the_case_where_that_is_chosen(case, people, signed_in):
    signed_in(people.caseworker).post(
        page("hold_case", case), {"code": "on_request", "stop_introductions": "on"}
    )
    assert states() == ["on_hold", "withdrawn", "stopped", "running"]


def test_a_withdrawn_application_stops_everything(case, people, signed_in):
    client = signed_in(people.caseworker)
    answer = client.post(page("withdraw_case", case), {"code": "own_solution"}, follow=True)
    assert "zelf een woning gevonden" in answer.content.decode()
    assert states() == ["withdrawn", "withdrawn", "stopped", "ended"]
    again = client.post(page("withdraw_case", case), {"code": "own_solution"})
    assert again.status_code == 409


@pytest.mark.parametrize("status", ["on_hold", "withdrawn"])
def test_the_database_holds_no_home_for_who_does_not_wait(case, status):
    """Whichever of the two is written last: the case put aside, or the home held."""
    held = date(2026, 11, 23) if status == "on_hold" else None
    refused = pytest.raises(IntegrityError, match="held for")
    with refused, arranging():
        Candidate.objects.filter(pk=case.pk).update(status=status, held_since=held)
        check_now()
    home = DwellingFactory(status="reserved")
    with refused, arranging():
        PlacementFactory(candidate=CandidateFactory(status=status, held_since=held), dwelling=home)
        check_now()


def check_now() -> None:
    """What is checked at the end of a transaction, checked in the middle of a test."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")
