"""A step that is in a life cycle is taken by somebody, at a door of theirs; what nobody takes is not there."""

from unittest.mock import Mock

import pytest

from placements.lifecycle import LifeCycle
from tests.access.smuggling import taken as smuggled_in
from tests.placements.steps.held import ENDS, still_held, wait_to_be_told
from tests.placements.steps.trips import TRIPS

pytestmark = pytest.mark.slow

LEGS = [leg for trip in TRIPS.values() for leg in trip]
TOO_LATE = [302, 404, 409]
"""Where it stands now, that it is no longer there, or that it is no longer possible."""

TAKEN = set().union(*(leg.takes for leg in LEGS))


def declared() -> set[str]:
    return {
        f"{model._meta.model_name} {was}>{becomes}"
        for model in LifeCycle.__subclasses__()
        for was, nexts in model.STEPS.items()
        for becomes in nexts
    }


def test_every_step_that_is_declared_has_a_deed_that_takes_it():
    assert declared() == TAKEN


def test_whatever_ends_is_asked_what_it_still_holds():
    only_by_a_correction = {"completed", "ended", "withdrawn", "moved", "stopped"}
    ends = {
        f"{model._meta.model_name}>{status}"
        for model in LifeCycle.__subclasses__()
        for status, nexts in model.STEPS.items()
        if not nexts or status in only_by_a_correction
    }

    assert ends - set(ENDS) == set()


@pytest.mark.parametrize("trip", TRIPS)
def test_a_deed_takes_its_steps_once_and_what_ends_holds_nothing(trip, walk):
    walk.one_place_left()
    for leg in TRIPS[trip]:
        wait_to_be_told(walk)
        leg.deed(walk)

        assert (leg.name, walk.taken) == (leg.name, leg.takes)
        assert (leg.name, still_held(walk, leg.takes)) == (leg.name, [])
        if leg.takes and walk.again:
            assert (leg.name, walk.again().status_code) in [(leg.name, code) for code in TOO_LATE]
            assert (leg.name, walk.taken) == (leg.name, set())
    assert smuggled_in() == set()


def test_what_cannot_be_told_is_not_released_either(walk, monkeypatch):
    """One transaction: an exit that fails at its end leaves everything as it was held."""
    for leg in TRIPS["a death before a home"][:1]:
        leg.deed(walk)
    monkeypatch.setattr("placements.proposals.news.announce", Mock(side_effect=RuntimeError))

    with pytest.raises(RuntimeError):
        walk.does("agent", "proposals:withdraw", walk.placement.public_id, code="by_corporation")

    assert walk.placement.status == "proposed"
    assert walk.dwelling.status == "reserved"
    assert walk.placement.place_id is not None
