"""What is put back is what was walked; and it is walked again where that could make a difference."""

import pytest
from django.utils import translation

from placements.proposals.models import Placement
from tests.database import arranging, as_superuser, tables
from tests.kept import differing
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import Scene

seen: list[tuple] = []


def everything() -> dict[str, dict[str, str]]:
    """Every row that the agreement's own data do not have."""
    with as_superuser():
        return {table: differing(table, "public", "baseline") for table in tables()}


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_row_is_there_again_and_so_is_what_the_scene_remembers(people, time):
    journey = Journey(people).to("leased")

    seen.append((everything(), journey.placement, vars(people)))

    assert seen[-1] == seen[0]
    assert seen[-1][1].candidate == journey.candidate
    assert everything()["placements_lease"]


@pytest.mark.parametrize("time", ["first", "second"])
def test_the_road_goes_on_from_there(people, time):
    journey = Journey(people).to("agreed")

    journey.sign()
    journey.start()

    assert journey.now(journey.placement).status == "moved_in"


def test_whoever_wrote_something_before_walks_themselves(people):
    people.deputy  # noqa: B018 (comes into being)

    assert Journey(people).to("proposed").path is None


def test_so_does_whoever_wrote_in_between(people):
    journey = Journey(people).to("proposed")
    with arranging():
        Placement.objects.update(guidance_paid=True)

    journey.once("more", lambda: None)

    assert journey.path[-1] == "proposed"


def test_so_does_another_language_and_another_kind_of_scene(people):
    with translation.override("en"):
        path = Journey(people).path

    assert path[0] is Journey
    assert path[0] is not Scene
    assert path[1] == "en"


@pytest.mark.django_db(transaction=True)
def test_so_does_a_test_that_commits(people):
    assert Journey(people).path is None
