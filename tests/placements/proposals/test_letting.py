"""Another colleague lets a home: they know the household from then on, and whoever did no longer does."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.accounts.models import Membership
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates.models import Identity
from placements.overview.leaving.actions import open_work
from placements.proposals import actions
from placements.proposals.models import Placement
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import TODAY


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


def _name(journey: Journey, *, by: str, agent: str = "other_agent") -> None:
    journey.do(
        actions.name_agent,
        by=by,
        placement=journey.placement,
        agent=getattr(journey.people, agent),
    )


def _knows_who(journey: Journey, name: str) -> bool:
    with acting_as(journey.as_(name)):
        return Identity.objects.exists()


@pytest.mark.parametrize("by", ["agent", "coordinator"])
def test_a_colleague_goes_on_with_it(journey, by):
    journey.to("moved_in")
    assert (_knows_who(journey, "agent"), _knows_who(journey, "other_agent")) == (True, False)
    _name(journey, by=by)
    assert (_knows_who(journey, "agent"), _knows_who(journey, "other_agent")) == (False, True)
    with arranging():
        told = Message.objects.filter(kind__in=["placement_yours", "placement_given"])
        assert set(told.values_list("kind", "recipient_id")) == {
            ("placement_yours", journey.people.other_agent.pk),
            ("placement_given", journey.people.agent.pk),
        }


def test_nobody_gives_themselves_a_household_to_know(journey, signed_in):
    journey.to("released")
    with pytest.raises(Refused, match="Only who lets this home"):
        _name(journey, by="other_agent")

    client, page = signed_in(journey.people.other_agent), [journey.placement.public_id]
    assert client.get(reverse("proposals:name_agent", args=page)).status_code == 404
    assert not _knows_who(journey, "other_agent")


@pytest.mark.parametrize("purpose", ["", "consequence"])
def test_nor_around_the_action(journey, purpose):
    """Written by somebody else it is refused by the database, as a consequence as well."""
    journey.to("released")
    actor = journey.as_("other_agent")
    told = pytest.raises(DatabaseError, match="names another")
    with acting_as(actor.consequence() if purpose else actor), told, transaction.atomic():
        row = Placement.objects.filter(pk=journey.placement.pk)
        row.update(agent=journey.people.other_agent)


def test_the_coordinator_replaces_who_left(journey):
    journey.to("released")
    with arranging():
        Membership.objects.filter(pk=journey.people.agent.pk).update(ended_on=TODAY)
    _name(journey, by="coordinator")
    assert _knows_who(journey, "other_agent")


def test_whoever_gave_their_homes_away_can_leave(journey):
    journey.to("moved_in")
    actor = journey.as_("coordinator")
    assert open_work([journey.people.agent.pk], by=actor).placements == 1
    _name(journey, by="agent")
    assert not open_work([journey.people.agent.pk], by=actor)


def test_the_colleague_signs_and_confirms(journey):
    journey.to("agreed")
    _name(journey, by="coordinator")
    journey.people.agent = journey.people.other_agent
    journey.sign()
    journey.start()
    assert journey.now(journey.placement).status == "moved_in"


@pytest.mark.parametrize("agent", ["foreign_agent", "caseworker", "agent"])
def test_nobody_else_lets_it(journey, agent):
    journey.to("proposed")
    with pytest.raises(Refused):
        _name(journey, by="coordinator", agent=agent)


def test_what_is_over_is_let_by_nobody(journey):
    journey.to("proposed")
    journey.do(
        actions.withdraw, by="coordinator", placement=journey.placement, code="by_coordinator"
    )
    with pytest.raises(Refused, match="nobody has to let"):
        _name(journey, by="coordinator")


def test_the_page_offers_the_other_colleagues_only(journey, people, signed_in):
    journey.to("agreed")
    client = signed_in(people.agent)
    where = reverse("proposals:name_agent", args=[journey.placement.public_id])
    people.foreign_agent, people.other_agent  # noqa: B018
    page = client.get(where).content.decode()
    assert people.other_agent.user.name in page
    assert people.foreign_agent.user.name not in page
    sent = client.post(where, {"agent": people.other_agent.public_id})
    assert sent.status_code == 302
    assert journey.now(journey.placement).agent_id == people.other_agent.pk
