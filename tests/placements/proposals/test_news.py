"""Where news of a placement leads: to a page that its reader may still open."""

import pytest
from django.urls import reverse

from pact.outbox.models import Message
from placements.proposals import actions
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
