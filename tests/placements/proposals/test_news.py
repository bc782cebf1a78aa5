"""Where news of a placement leads: to a page that its reader may still open."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from pact.outbox.models import Message
from placements.guidance.models import Guidance, Responsibility
from placements.proposals import actions
from placements.tenancies import actions as tenancies
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT


@pytest.fixture
def journey(people, time_machine) -> Journey:
    time_machine.move_to(AT, tick=False)
    return Journey(people)


def news_of(member, *kinds: str) -> list[tuple[str, str]]:
    with arranging():
        rows = Message.objects.filter(recipient=member, kind__in=kinds)
        return list(rows.values_list("kind", "path"))


def stop(journey, code: str = "by_candidate") -> None:
    journey.do(actions.withdraw, by="coordinator", placement=journey.placement, code=code)


@pytest.mark.parametrize("stop_at", ["proposed", "agreed"])
def test_the_agent_reads_the_reason_of_an_exit_at_the_home(journey, people, signed_in, stop_at):
    journey.to(stop_at)
    stop(journey)

    [(_kind, path)] = news_of(people.agent, "placement_exit")
    assert path == reverse("dwellings:detail", args=[journey.dwelling.public_id])
    page = signed_in(people.agent).get(path)
    assert page.status_code == 200
    assert "teruggetrokken door de kandidaat" in page.content.decode()


def test_a_worker_is_told_without_the_reason_and_led_to_their_list(journey, people, signed_in):
    journey.to("agreed")
    stop(journey)

    [(kind, path)] = news_of(people.worker, "placement_exit", "placement_left")
    assert (kind, path) == ("placement_left", reverse("introductions:list"))
    assert signed_in(people.worker).get(path).status_code == 200


def test_whoever_keeps_the_placement_is_led_to_it(journey, people, signed_in):
    journey.to("agreed")
    stop(journey)

    for member in (people.caseworker, people.coordinator):
        [(_kind, path)] = news_of(member, "placement_exit")
        assert path == reverse("proposals:placement", args=[journey.placement.public_id])
        assert signed_in(member).get(path).status_code == 200


def guided_by(journey, coach) -> None:
    with arranging():
        Guidance.objects.filter(pk=journey.guidance.pk).update(responsible=coach)
        Responsibility.objects.filter(guidance=journey.guidance).update(member=coach)


def test_who_guides_hears_what_comes_of_a_placement(journey, people, signed_in):
    guided_by(journey, people.coach)
    journey.to("moved_in")
    kinds = ["placement_proposed", "placement_agreed", "placement_leased", "placement_moved"]

    news = news_of(people.coach, *kinds)
    assert sorted(kind for kind, _path in news) == sorted(kinds)
    assert signed_in(people.coach).get(news[0][1]).status_code == 200


LATER, OVER = datetime(2027, 6, 1, 9, tzinfo=UTC), datetime(2028, 12, 18, 9, tzinfo=UTC)


def _lease_ends(journey):
    ended = {"placement": journey.placement, "on": LATER.date(), "code": "left"}
    journey.do(tenancies.end_lease, by="agent", at=LATER, **ended)


def _completed(journey):
    journey.do(tenancies.complete, by="caseworker", at=OVER, placement=journey.placement)


def _withdrawn(journey):
    case = {"candidate": journey.candidate, "code": "own_solution"}
    journey.do(actions.withdraw_candidate, by="caseworker", **case)


ENDS = {"moved_in": [_lease_ends, _completed], "proposed": [_withdrawn]}


@pytest.mark.parametrize(
    ("stop_at", "ends"), [(stop_at, end) for stop_at in ENDS for end in ENDS[stop_at]]
)
def test_who_guided_hears_that_it_ended_on_a_page_they_may_open(
    journey, people, signed_in, stop_at, ends
):
    guided_by(journey, people.coach)
    journey.to(stop_at)
    ends(journey)

    [(_kind, path)] = news_of(people.coach, "guidance_ended")
    assert signed_in(people.coach).get(path).status_code == 200
    gone = reverse("proposals:placement", args=[journey.placement.public_id])
    assert (
        gone in dict(news_of(people.coach, "placement_exit", "placement_news")).values()
    ) is False
    assert news_of(people.caseworker, "guidance_ended") == []


def test_a_coach_who_ends_it_is_not_told_and_the_caseworker_is(journey, people):
    guided_by(journey, people.coach)
    journey.to("moved_in")
    heard = len(news_of(people.agent, "placement_news"))
    ended = {"guidance": journey.guidance, "code": "by_decision"}
    journey.do(actions.end_track, by="coach", at=LATER, **ended)

    assert news_of(people.coach, "guidance_ended") == []
    assert len(news_of(people.caseworker, "placement_news")) == 1
    assert len(news_of(people.agent, "placement_news")) == heard + 1
