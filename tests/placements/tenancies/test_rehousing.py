"""A lease ends and the household waits for another home: guided, and met there from the start again."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from placements.guidance.actions import end_guidance, extend, hold_moment
from placements.guidance.models import ContactMoment
from placements.guidance.reminders import remind, remind_of_the_last_day
from placements.introductions.actions import ask_exemption
from placements.introductions.models import Introduction
from placements.tenancies import actions
from tests.database import arranging
from tests.factories import DwellingFactory, GuidanceFactory, add_uitstromer
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import STARTS
from tests.placements.proposals.test_held_back import run

JUNE = datetime(2027, 6, 1, 9, tzinfo=UTC)
SECOND = date(2027, 9, 1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people).to("moved_in")


def rehouse(journey: Journey, code: str = "moved_on") -> None:
    journey.do(
        actions.end_lease,
        by="agent",
        at=JUNE,
        placement=journey.placement,
        on=JUNE.date(),
        code=code,
        rehouse=True,
    )


def moments(journey: Journey, **which: object) -> list[ContactMoment]:
    with arranging():
        there = ContactMoment.objects.filter(guidance=journey.guidance, dropped_at=None, **which)
        return list(there.order_by("planned_on", "pk"))


def hold(journey: Journey, moment: ContactMoment) -> None:
    at = datetime.combine(moment.planned_on, time(12), tzinfo=UTC)
    details = {"held_on": moment.planned_on, "light": "green", "participation": {}}
    journey.do(hold_moment, by="caseworker", at=at, moment=moment, **details)


def test_nobody_is_rehoused_without_guidance(journey):
    journey.do(
        end_guidance, by="caseworker", at=JUNE, guidance=journey.guidance, code="by_decision"
    )
    with pytest.raises(Refused, match="Nobody here is guided any more"):
        rehouse(journey)
    assert journey.now(journey.candidate).status == "housed"
    with acting_as(journey.as_("agent").consequence()), pytest.raises(IntegrityError):
        run("update placements_candidate set status = 'admitted', status_code = 'rehousing'")


def test_who_lived_alone_and_died_waits_for_nothing(journey):
    with pytest.raises(Refused, match="lived alone"):
        rehouse(journey, "deceased")
    assert journey.now(journey.placement).status == "moved_in"


def test_who_is_left_behind_waits_for_another_home(journey):
    GuidanceFactory(candidate=journey.candidate, uitstromer=add_uitstromer(journey.candidate))
    rehouse(journey, "deceased")
    assert journey.now(journey.candidate).status == "admitted"


def test_of_the_old_home_nobody_is_reminded_and_the_new_one_has_all_of_its_own(journey):
    first = moments(journey)
    for moment in first[:4]:
        hold(journey, moment)
    rehouse(journey)
    assert moments(journey, held_on=None) == []
    with acting_as(Actor.system("remind")):
        assert remind(JUNE) == 0
    assert journey.now(journey.guidance).runs_until is None

    _move_in_again(journey)

    again = moments(journey, held_on=None)
    assert [moment.kind for moment in again] == [moment.kind for moment in first]
    assert again[0].planned_on == SECOND


def _move_in_again(journey: Journey) -> None:
    journey.dwelling = DwellingFactory(offered_by=journey.people.agent, available_from=SECOND)
    with arranging():
        Introduction.objects.update(status="started")
    journey.propose(starts_on=SECOND)
    journey.both_say_yes()
    journey._agreed()
    journey.sign(starts_on=SECOND)
    journey.start(at=datetime.combine(SECOND, time(9), tzinfo=UTC))


def test_a_rehousing_that_was_a_mistake_brings_the_plan_of_this_home_back(journey):
    before = moments(journey)
    hold(journey, before[0])
    rehouse(journey)
    journey.do(
        actions.take_end_back, by="agent", at=JUNE, placement=journey.placement, code="other_case"
    )
    days = [(moment.kind, moment.planned_on) for moment in before]
    assert [(moment.kind, moment.planned_on) for moment in moments(journey)] == days
    assert len(moments(journey, held_on=None)) == len(days) - 1


@pytest.mark.parametrize("keys", [STARTS, date(2027, 1, 29)])
def test_an_evaluation_that_was_skipped_is_still_asked_after_another_day_of_the_keys(journey, keys):
    first, second, *others = moments(journey, kind="evaluation")
    hold(journey, second)
    journey.do(actions.hand_over_keys, by="agent", at=JUNE, placement=journey.placement, on=keys)
    asked = moments(journey, kind="evaluation", held_on=None)
    assert len(asked) == 1 + len(others)
    assert asked[0].planned_on < second.planned_on
    assert all(moment.planned_on > second.planned_on for moment in asked[1:])
    assert first.planned_on <= asked[0].planned_on


EXTENDED = date(2029, 6, 1)


@pytest.fixture
def extended(journey) -> Journey:
    """Guidance goes on for half a year longer than was agreed."""
    given = {"guidance": journey.guidance, "code": "relapse", "until": EXTENDED}
    journey.do(extend, by="caseworker", at=JUNE, **given)
    return journey


def last_days(journey: Journey) -> tuple:
    guidance = journey.now(journey.guidance)
    return guidance.runs_until, guidance.extended_until


def test_a_rehousing_that_was_a_mistake_leaves_a_longer_time_as_it_was(extended):
    before = last_days(extended)
    rehouse(extended)
    extended.do(
        actions.take_end_back, by="agent", at=JUNE, placement=extended.placement, code="other_case"
    )
    assert last_days(extended) == before == (date(2028, 12, 15), EXTENDED)


def test_so_does_a_start_that_was_a_mistake(extended):
    before = last_days(extended)
    starts_on = {"starts_on": STARTS, "code": "wrong_date"}
    back = {"placement": extended.placement, **starts_on}
    extended.do(actions.take_start_back, by="agent", at=JUNE, **back)
    extended.start(at=JUNE, started_on=STARTS)
    assert last_days(extended) == before


def test_while_they_wait_nobody_is_asked_whether_the_longer_time_is_over(
    extended, people, signed_in, time_machine
):
    rehouse(extended)
    late = datetime(2030, 1, 7, 9, tzinfo=UTC)
    with acting_as(Actor.system("remind")):
        assert remind_of_the_last_day(late) == 0
    time_machine.move_to(late, tick=False)
    client, track = signed_in(people.caseworker), [extended.guidance.public_id]
    page = client.get(address := reverse("guidance:track", args=track)).content.decode()
    assert reverse("guidance:extend", args=track) not in page
    assert address not in [item.address for item in client.get("/").context["work"].own]


def test_in_the_next_home_the_longer_of_the_two_holds(extended):
    rehouse(extended)
    _move_in_again(extended)
    assert last_days(extended) == (date(2029, 9, 1), None)


def test_what_was_asked_while_they_waited_lapses_when_they_live_there_still(journey):
    rehouse(journey)
    plan = {"code": "urgent", "catch_up": "after_move_monthly", "catch_up_by": SECOND}
    asked = journey.do(ask_exemption, by="caseworker", at=JUNE, candidate=journey.candidate, **plan)
    journey.do(
        actions.take_end_back, by="agent", at=JUNE, placement=journey.placement, code="other_case"
    )
    assert journey.now(asked).verdict == "lapsed"
