"""Two corporations offer one address: neither learns of the other, and the coordinator rings both."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.common.refusals import Refused
from placements.dwellings import actions
from placements.dwellings.models import Dwelling
from placements.overview.kinds.homes import free_homes, own_homes
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import DwellingFactory, PlacementFactory
from tests.placements.dwellings.test_actions import NOW, change, offer, offered
from tests.placements.proposals.test_actions import Scene


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def theirs(people) -> Dwelling:
    """Another corporation's offer of the address that `offer()` types."""
    typed = offer()
    return DwellingFactory(
        offered_by=people.foreign_agent,
        postcode=typed.postcode,
        house_number=typed.house_number,
        addition=typed.addition,
    )


def test_an_offer_gets_the_same_answer_whether_or_not_another_offers_it(people, theirs):
    assert offered(actor_for(people.agent)).status == "offered"


def test_a_change_gets_the_same_answer_whether_or_not_another_offers_it(people, theirs):
    agent = actor_for(people.agent)
    home = offered(agent, house_number=theirs.house_number + 1)
    assert change(home, agent).house_number == theirs.house_number


def test_a_home_is_put_back_on_offer_whether_or_not_another_offers_it(people, theirs):
    agent = actor_for(people.agent)
    home = offered(agent)
    with acting_as(agent.consequence()):
        actions.reserve(home, at=NOW)
        actions.free(home, at=NOW)
    assert home.status == "offered"


def test_the_database_refuses_a_second_offer_by_the_same_corporation(people, theirs):
    with pytest.raises(IntegrityError, match="corporation_offers_once"), transaction.atomic():
        DwellingFactory(
            offered_by=people.foreign_agent,
            postcode=theirs.postcode,
            house_number=theirs.house_number,
            addition=theirs.addition,
        )


def work_of(member, kind) -> list[tuple[str, str]]:
    actor = actor_for(member)
    with acting_as(actor):
        return [(item.text, item.address) for item in kind(actor, NOW.date())]


def test_the_coordinator_is_asked_to_ring_both_and_no_corporation_reads_of_it(people, theirs):
    ours = offered(actor_for(people.agent))
    assert {text for text, _page in work_of(people.coordinator, free_homes)} == {
        "Two corporations offer this address. Ring both."
    }
    pages = {page for _text, page in work_of(people.coordinator, free_homes)}
    assert pages == {reverse("dwellings:detail", args=[home.public_id]) for home in (ours, theirs)}
    assert [text for text, _page in work_of(people.agent, own_homes)] == [
        "A candidate is sought for this home."
    ]


def test_the_page_of_the_home_says_so_to_the_coordinator_alone(people, signed_in, theirs):
    ours = offered(actor_for(people.agent))
    page = reverse("dwellings:detail", args=[ours.public_id])
    with translation.override("nl"):
        told = "Nog een corporatie biedt dit adres aan"
        assert told in signed_in(people.coordinator).get(page).content.decode()
        assert told not in signed_in(people.agent).get(page).content.decode()


def scene_of(people) -> Scene:
    scene = Scene(people)
    DwellingFactory(
        offered_by=people.foreign_agent,
        postcode=scene.dwelling.postcode,
        house_number=scene.dwelling.house_number,
    )
    return scene


def test_nobody_is_proposed_until_one_of_them_takes_it_back(people):
    scene = scene_of(people)
    with pytest.raises(Refused, match="Two corporations offer this address"):
        scene.propose()
    with arranging():
        other = Dwelling.objects.get(corporation=people.foreign_agent.party)
    scene.do(actions.return_dwelling, by="coordinator", dwelling=other, code="not_theirs")
    assert scene.propose().status == "proposed"


def test_the_database_proposes_nobody_either(people):
    scene = scene_of(people)
    with pytest.raises(IntegrityError, match="offers this address"), transaction.atomic():
        PlacementFactory(candidate=scene.candidate, dwelling=scene.dwelling)
