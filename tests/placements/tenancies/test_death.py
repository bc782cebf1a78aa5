"""Guidance ends by death that same day, and with it every reminder; nothing else of a case runs on."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.guidance.actions import CaseGoesOn
from placements.guidance.promises import gaps_in_guidance
from placements.introductions.reminders import remind
from placements.proposals.actions import end_track
from placements.tenancies import actions
from tests.database import arranging
from tests.factories import GuidanceFactory, add_uitstromer
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, TODAY


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


def _end(journey: Journey, code: str, *, by: str = "caseworker") -> None:
    journey.do(end_track, by=by, guidance=journey.guidance, code=code)


def _states(journey: Journey) -> list[str]:
    rows = [journey.candidate, journey.introduction, journey.guidance, journey.placement]
    return [journey.now(row).status for row in rows if row is not None]


def _reminded() -> int:
    with acting_as(Actor.system("remind")):
        return remind(today=date(2027, 3, 1), at=AT)


def _gaps() -> list:
    with acting_as(Actor.system("check")):
        return gaps_in_guidance(TODAY)


@pytest.mark.parametrize("stop", ["proposed", "agreed"])
def test_who_dies_without_a_home_is_withdrawn_that_day(journey, stop):
    journey.to(stop)
    _end(journey, "deceased")
    assert _states(journey) == ["withdrawn", "stopped", "ended", "withdrawn"]
    assert journey.now(journey.candidate).status_code == "deceased"
    assert (_reminded(), _gaps()) == (0, [])


def test_the_coach_may_say_so_as_well_as_the_caseworker(journey, people):
    with arranging():
        type(journey.guidance).objects.update(responsible=people.colleague)
    _end(journey, "deceased", by="colleague")
    assert _states(journey) == ["withdrawn", "stopped", "ended"]


@pytest.mark.parametrize("code", ["by_decision", "departed", "case_closed"])
def test_before_a_home_guidance_of_the_last_does_not_end_without_the_case(journey, code):
    with pytest.raises(CaseGoesOn, match="Withdraw the application"):
        _end(journey, code)
    assert _states(journey) == ["admitted", "started", "running"]


def test_of_two_people_one_may_stop(journey):
    GuidanceFactory(candidate=journey.candidate, uitstromer=add_uitstromer(journey.candidate))
    _end(journey, "deceased")
    assert _states(journey) == ["admitted", "started", "ended"]


def test_with_a_signed_lease_the_corporation_hears_and_reminders_stop(journey):
    journey.to("leased")
    _end(journey, "deceased")
    assert _states(journey) == ["admitted", "stopped", "ended", "leased"]
    with arranging():
        told = Message.objects.filter(kind="placement_news", recipient=journey.people.agent)
        assert told.exists()
    with pytest.raises(Refused, match="ended on"):
        journey.start()


@pytest.mark.parametrize("code", ["deceased", "candidate_withdrew"])
def test_the_cancelled_lease_of_who_died_ends_the_case_too(journey, code):
    journey.to("leased")
    _end(journey, "deceased")
    _cancel(journey, code)
    assert _states(journey) == ["withdrawn", "stopped", "ended", "cancelled"]
    assert (_reminded(), _gaps()) == (0, [])


def test_whatever_the_lease_is_cancelled_for_nobody_waits_when_everybody_died(journey):
    other = GuidanceFactory(
        candidate=journey.candidate, uitstromer=add_uitstromer(journey.candidate)
    )
    journey.to("leased")
    _end(journey, "deceased")
    journey.do(end_track, by="caseworker", guidance=other, code="deceased")
    _cancel(journey, "candidate_withdrew")
    assert journey.now(journey.candidate).status == "withdrawn"
    assert journey.now(journey.candidate).status_code == "deceased"


def test_who_is_left_behind_before_the_start_waits_for_another_home(journey):
    GuidanceFactory(candidate=journey.candidate, uitstromer=add_uitstromer(journey.candidate))
    journey.to("leased")
    _end(journey, "deceased")
    _cancel(journey, "deceased")
    assert journey.now(journey.candidate).status == "admitted"


def _cancel(journey: Journey, code: str) -> None:
    journey.do(actions.cancel_lease, by="agent", placement=journey.placement, code=code)


@pytest.mark.parametrize("code", ["deceased", "departed", "by_decision"])
def test_who_lives_there_may_do_without_guidance_and_no_promise_is_broken(journey, code):
    journey.to("moved_in")
    _end(journey, code)
    assert _states(journey) == ["housed", "moved", "ended", "moved_in"]
    assert _gaps() == []


def test_the_home_is_locked_before_the_case_as_everybody_does(journey):
    journey.to("proposed")
    with CaptureQueriesContext(connection) as asked:
        _end(journey, "deceased")
    locked = [each["sql"] for each in asked.captured_queries if "FOR UPDATE" in each["sql"]]
    tables = [sql.split(' FROM "')[1].split('"')[0] for sql in locked]
    order = ["municipalities_place", "placements_dwelling", "placements_candidate"]
    assert tables[:3] == order
