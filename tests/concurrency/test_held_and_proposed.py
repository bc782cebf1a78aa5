"""A candidate is put on hold while somebody proposes them: no home stays held for who stands still."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection

from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.proposals import actions
from placements.proposals.actions import holding
from placements.proposals.models import Placement
from tests.database import arranging
from tests.placements.proposals.test_actions import AT, STARTS, Scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

UNTIL_THE_OTHER_WAITS = 0.5
HOLD = {"code": "on_request", "stop_introductions": False}
WITHDRAW = {"code": "own_solution"}


def while_proposing(scene: Scene, verb: Callable, details: dict) -> Exception | None:
    """What the caseworker heard, who pressed when the proposal was made and not yet on record."""
    proposed, heard = threading.Event(), []
    coordinator, caseworker = scene.as_("coordinator"), scene.as_("caseworker")

    def propose() -> None:
        chosen = {"agent": scene.people.agent, "starts_on": STARTS, "rank": 1}
        pair = {"candidate": scene.candidate, "dwelling": scene.dwelling}
        try:
            with acting_as(coordinator):
                actions.propose(**pair, **chosen, by=coordinator, at=AT)
                proposed.set()
                time.sleep(UNTIL_THE_OTHER_WAITS)
        finally:
            connection.close()

    def stop() -> None:
        proposed.wait(10)
        try:
            with acting_as(caseworker):
                verb(candidate=scene.candidate, **details, by=caseworker, at=AT)
            heard.append(None)
        except (Refused, IntegrityError) as error:
            heard.append(error)
        finally:
            connection.close()

    both = [threading.Thread(target=propose), threading.Thread(target=stop)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    return heard[0]


def what_is_held(scene: Scene) -> tuple[str, list[str]]:
    with arranging():
        live = list(Placement.objects.values_list("status", flat=True))
        return scene.now(scene.candidate).status, live


@pytest.mark.parametrize(
    ("verb", "details"),
    [(actions.hold_candidate, HOLD), (actions.withdraw_candidate, WITHDRAW)],
)
def test_whoever_is_proposed_meanwhile_is_not_put_aside_unseen(people, verb, details):
    scene = Scene(people)
    heard = while_proposing(scene, verb, details)

    assert isinstance(heard, Refused)
    assert "zojuist" in str(heard)
    assert what_is_held(scene) == ("admitted", ["proposed"])


def test_without_the_second_look_the_database_refuses(people, monkeypatch):
    """The control: the two do meet, or this would be no refusal of the database."""
    monkeypatch.setattr(holding, "_check_not_proposed_since", lambda _candidate: None)
    scene = Scene(people)
    heard = while_proposing(scene, actions.hold_candidate, HOLD)

    assert isinstance(heard, IntegrityError)
    assert "still held for this candidate" in str(heard)
    assert what_is_held(scene) == ("admitted", ["proposed"])
