"""A lease of the care party is to come in the tenant's own name: asked in time, put off, and stopped."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.accounts.models import Membership
from pact.audit.models import Deed
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.overview.kinds.homes import own_homes
from placements.overview.kinds.placements import leases
from placements.tenancies import actions
from placements.tenancies.models import Lease
from placements.tenancies.tasks import ask_for_transfers
from tests.conftest import actor_for
from tests.database import arranging
from tests.norms import agree_otherwise
from tests.pages import offered_by
from tests.placements.proposals.road import Journey

DUE = datetime(2027, 12, 15, 9, tzinfo=UTC)
"""Twelve months after the start on 15 December 2026."""
LOOK_ON = date(2028, 3, 1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people, time_machine) -> Journey:
    journey = Journey(people).to("moved_in")
    change_lease(journey, form="intermediary")
    time_machine.move_to(DUE, tick=False)
    return journey


def change_lease(journey: Journey, **changes: object) -> None:
    with arranging():
        Lease.objects.filter(placement=journey.placement).update(**changes)


def lease_of(journey: Journey) -> Lease:
    with arranging():
        return Lease.objects.get(placement=journey.placement)


def asked() -> list[tuple[int, date, str]]:
    with arranging():
        rows = Message.objects.filter(kind="transfer_due").exclude(state="dropped")
        return list(rows.order_by("due_on").values_list("recipient_id", "due_on", "path"))


def put_off(journey: Journey, *, at: datetime = DUE, **changes: object) -> Lease:
    arguments = {"placement": journey.placement, "look_on": LOOK_ON, "code": "tenant_not_ready"}
    return journey.do(actions.put_off_transfer, by="agent", at=at, **(arguments | changes))


def work_of(member, on: date) -> list[tuple[str, date]]:
    actor = actor_for(member)
    with acting_as(actor):
        return [(item.text, item.due) for item in leases(actor, on)]


def at_home(member, on: date) -> list[tuple[str, date, str]]:
    actor = actor_for(member)
    with acting_as(actor):
        return [(item.address, item.due, item.party) for item in own_homes(actor, on)]


def complete(journey: Journey) -> None:
    with arranging():
        journey.now(journey.placement).move_to("completed", at=DUE)


# Due, and not due


def test_the_named_letting_agent_is_asked_when_the_agreed_months_are_over(journey, people):
    assert [ask_for_transfers(), ask_for_transfers()] == [1, 1]

    page = reverse("proposals:placement", args=[journey.placement.public_id])
    assert asked() == [(people.agent.pk, DUE.date(), page)]
    text = "Record the lease in the tenant's own name, or say when you look again."
    assert work_of(people.agent, DUE.date()) == [(text, DUE.date())]
    assert work_of(people.other_agent, DUE.date()) == []


def test_nobody_is_asked_a_day_before(journey, people, time_machine):
    time_machine.move_to(DUE - timedelta(days=1), tick=False)
    assert ask_for_transfers() == 0
    assert work_of(people.agent, DUE.date() - timedelta(days=1)) == []


def test_the_months_are_a_dated_norm(journey):
    agree_otherwise("transfer_months", 18, since=date(2027, 1, 1))
    assert ask_for_transfers() == 0


@pytest.mark.parametrize("form", ["regular", "tripartite"])
def test_a_lease_in_the_tenants_own_name_is_not_asked_about(journey, form):
    change_lease(journey, form=form)
    assert ask_for_transfers() == 0


def test_after_the_guidance_the_mail_leads_to_the_home(journey, people):
    complete(journey)
    assert ask_for_transfers() == 1
    home = reverse("dwellings:detail", args=[journey.dwelling.public_id])
    assert asked() == [(people.agent.pk, DUE.date(), home)]


def test_after_the_guidance_every_letting_agent_has_it_in_their_work_at_the_home(journey, people):
    complete(journey)
    home = reverse("dwellings:detail", args=[journey.dwelling.public_id])
    for member in (people.agent, people.other_agent):
        assert at_home(member, DUE.date()) == [(home, DUE.date(), "")]
    assert at_home(people.agent, DUE.date() - timedelta(days=1)) == []
    assert at_home(people.foreign_agent, DUE.date()) == []
    with acting_as(actor_for(people.agent)):
        assert not Lease.objects.exists()  # the day is all that the corporation reads of it


def test_after_the_guidance_a_colleague_is_asked_where_the_agent_has_left(journey, people):
    complete(journey)
    assert people.other_agent
    with arranging():
        Membership.objects.filter(pk=people.agent.pk).update(ended_on=DUE.date())
    ask_for_transfers()
    assert [told for told, _due, _page in asked()] == [people.other_agent.pk]


def test_the_page_says_whose_turn_it_is(journey, people, signed_in):
    page = signed_in(people.agent).get(
        reverse("proposals:placement", args=[journey.placement.public_id])
    )
    [turn] = page.context["shown"].turns
    assert (turn.who, turn.due_on, turn.is_late) == ("Pré Wonen", DUE.date(), False)
    assert [door.name for door in page.context["doors"]] == ["tenancies:transfer"]
    assert "tenancies:put_off_transfer" in [door.name for door in page.context["folded"]]


def test_before_it_is_due_there_is_nothing_to_put_off(journey, people, signed_in, time_machine):
    time_machine.move_to(DUE - timedelta(days=1), tick=False)
    page = signed_in(people.agent).get(
        reverse("proposals:placement", args=[journey.placement.public_id])
    )
    assert page.context["shown"].turns == []
    assert "tenancies:put_off_transfer" not in offered_by(page)


# Not yet


def test_not_yet_is_on_record_with_its_day_and_reason_and_asked_again_then(
    journey, people, time_machine
):
    ask_for_transfers()
    put_off(journey)

    lease = lease_of(journey)
    assert (lease.transfer_look_on, lease.transfer_code) == (LOOK_ON, "tenant_not_ready")
    assert ask_for_transfers() == 0
    assert work_of(people.agent, DUE.date()) == []
    with arranging():
        deed = Deed.objects.get(action="lease.transfer_put_off")
    assert (deed.code, deed.at, deed.fields) == ("tenant_not_ready", DUE, ["transfer_look_on"])

    time_machine.move_to(datetime(2028, 3, 1, 9, tzinfo=UTC), tick=False)
    assert ask_for_transfers() == 1
    assert asked()[-1][:2] == (people.agent.pk, LOOK_ON)


def test_each_not_yet_is_kept(journey):
    put_off(journey)
    put_off(journey, at=DUE + timedelta(days=30), look_on=date(2028, 6, 1), code="agreed_later")
    with arranging():
        told = Deed.objects.filter(action="lease.transfer_put_off").order_by("pk")
        assert list(told.values_list("code", flat=True)) == ["tenant_not_ready", "agreed_later"]


@pytest.mark.parametrize("look_on", [DUE.date(), date(2027, 1, 1), date(2028, 12, 16)])
def test_it_is_looked_at_again_later_and_not_after_as_many_months(journey, look_on):
    with pytest.raises(Refused, match="15 December 2028"):
        put_off(journey, look_on=look_on)


@pytest.mark.parametrize("code", ["", "left", "made_up"])
def test_not_yet_has_a_reason_from_the_list(journey, code):
    with pytest.raises(Refused, match="No reason was chosen"):
        put_off(journey, code=code)


@pytest.mark.parametrize("who", ["other_agent", "foreign_agent", "caseworker"])
def test_nobody_else_puts_it_off(journey, people, signed_in, who):
    address = reverse("tenancies:put_off_transfer", args=[journey.placement.public_id])
    typed = {"look_on": "1-3-2028", "code": "agreed_later"}
    assert signed_in(getattr(people, who)).post(address, typed).status_code in {403, 404}
    assert lease_of(journey).transfer_look_on is None


def test_the_agent_puts_it_off_on_its_page_and_the_parties_read_why(journey, people, signed_in):
    address = reverse("tenancies:put_off_transfer", args=[journey.placement.public_id])
    client = signed_in(people.agent)
    assert client.post(address, {"look_on": "1-3-2028"}).status_code == 422
    assert client.post(address, {"look_on": "1-3-2029", "code": "agreed_later"}).status_code == 409
    typed = {"look_on": "1-3-2028", "code": "agreed_later"}
    assert client.post(address, typed).status_code == 302
    page = reverse("proposals:placement", args=[journey.placement.public_id])
    for who in ["agent", "caseworker", "coordinator"]:
        text = signed_in(getattr(people, who)).get(page).content.decode()
        assert "nog niet: later afgesproken met de zorgpartij" in text
    assert "later afgesproken" not in signed_in(people.other_agent).get(page).content.decode()


def test_after_the_guidance_it_is_put_off_at_the_home(journey, people, signed_in):
    complete(journey)
    address = reverse("tenancies:put_off_transfer_of_home", args=[journey.dwelling.public_id])
    typed = {"look_on": "1-3-2028", "code": "lease_not_ready"}
    assert signed_in(people.agent).post(address, typed).status_code == 302
    assert lease_of(journey).transfer_look_on == LOOK_ON
    assert ask_for_transfers() == 0


# It stops


def test_it_stops_when_the_lease_is_in_the_tenants_own_name(journey, people):
    put_off(journey)
    journey.do(
        actions.transfer_lease, by="agent", at=DUE, placement=journey.placement, on=DUE.date()
    )
    lease = lease_of(journey)
    assert (lease.transfer_look_on, lease.transfer_code) == (None, "")
    assert ask_for_transfers() == 0
    assert work_of(people.agent, LOOK_ON) == []
    with pytest.raises(Refused, match="own name already"):
        put_off(journey)


def test_what_waited_to_be_told_is_dropped_when_it_is_recorded(journey):
    ask_for_transfers()
    journey.do(
        actions.transfer_lease, by="agent", at=DUE, placement=journey.placement, on=DUE.date()
    )
    assert asked() == []


def test_it_stops_when_the_lease_ends(journey, people):
    ask_for_transfers()
    journey.do(
        actions.end_lease,
        by="agent",
        at=DUE,
        placement=journey.placement,
        on=DUE.date(),
        code="left",
    )
    assert (ask_for_transfers(), asked()) == (0, [])
    assert work_of(people.agent, LOOK_ON) == []


def test_a_start_that_is_taken_back_takes_the_not_yet_with_it(journey):
    put_off(journey)
    journey.do(
        actions.take_start_back,
        by="agent",
        at=DUE,
        placement=journey.placement,
        starts_on=date(2027, 12, 20),
        code="did_not_happen",
    )
    assert lease_of(journey).transfer_look_on is None
    assert ask_for_transfers() == 0


# Below Python


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"transfer_look_on": LOOK_ON}, "transfer_that_waits_has_a_day_and_a_reason"),
        ({"transfer_code": "agreed_later"}, "transfer_that_waits_has_a_day_and_a_reason"),
        (
            {"transfer_look_on": date(2026, 12, 15), "transfer_code": "agreed_later"},
            "only_a_transfer_to_come_waits",
        ),
        (
            {
                "transfer_look_on": LOOK_ON,
                "transfer_code": "agreed_later",
                "transferred_on": DUE.date(),
            },
            "only_a_transfer_to_come_waits",
        ),
        (
            {"transfer_look_on": LOOK_ON, "transfer_code": "agreed_later", "form": "regular"},
            "only_a_transfer_to_come_waits",
        ),
    ],
)
def test_the_database_keeps_a_not_yet_whole(journey, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change_lease(journey, **changes)
