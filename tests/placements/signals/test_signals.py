"""A signal: a fact, two views, and what both sides agree. It ends nothing by itself."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from pact.access.actor import acting_as
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.proposals.models import Placement
from placements.signals import actions
from placements.signals.models import Signal
from placements.signals.tasks import chase_signals
from placements.tenancies import actions as tenancies
from tests.database import arranging
from tests.placements.proposals.road import Journey
from tests.queries import own_statements

NOW = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 12, 16)
KEY = "00000000-0000-4000-8000-000000000006"
GIVEN = {"fact": "nuisance", "happened_on": "15-12-2026", "view": "serious", "form_key": KEY}
SIDES = ["caseworker", "agent"]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people).to("moved_in")


@pytest.fixture
def give(journey):
    def give(by: str = "agent", **changes: object) -> Signal:
        what = {"fact": "nuisance", "happened_on": TODAY, "view": "serious"} | changes
        return journey.do(actions.give_signal, by=by, at=NOW, placement=journey.placement, **what)

    return give


def page(journey) -> str:
    return reverse("signals:of_placement", args=[journey.placement.public_id])


def now(signal: Signal) -> Signal:
    with arranging():
        return Signal.objects.get(pk=signal.pk)


def told(kind: str) -> list[int]:
    with arranging():
        return list(Message.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_a_signal_is_not_of_before_the_lease_started(give):
    """Signed on 23 November, started on 15 December."""
    with pytest.raises(Refused, match="woonde"):
        give(happened_on=date(2026, 12, 14))
    assert give(happened_on=date(2026, 12, 15)).pk


def test_a_signal_goes_from_the_fact_to_what_both_agree(journey, people, signed_in):
    agent, caseworker = signed_in(people.agent), signed_in(people.caseworker)
    placement = agent.get(reverse("proposals:placement", args=[journey.placement.public_id]))
    assert page(journey) in placement.content.decode()

    agent.post(reverse("signals:give", args=[journey.placement.public_id]), GIVEN)
    with arranging():
        signal = Signal.objects.get()
    read = caseworker.get(page(journey)).content.decode()
    assert "overlast" in read
    assert "de corporatie" in read
    assert "ernstig" in read
    caseworker.post(reverse("signals:look", args=[signal.public_id]), {"view": "attention"})
    caseworker.post(reverse("signals:decide", args=[signal.public_id]), {"decision": "talk"})

    signal = now(signal)
    assert (signal.status, signal.care_view, signal.corporation_view, signal.decision) == (
        *("decided", "attention", "serious", "talk"),
    )
    read = agent.get(page(journey)).content.decode()
    assert "vraagt aandacht" in read
    assert "samen een gesprek met de bewoner" in read
    with arranging():
        assert Placement.objects.get(pk=journey.placement.pk).status == "moved_in"


@pytest.mark.parametrize(("by", "other"), [("caseworker", "agent"), ("agent", "caseworker")])
def test_either_side_gives_one_and_the_other_is_told_within_five_working_days(
    people, give, by, other
):
    signal = give(by)

    assert told("signal_given") == [getattr(people, other).pk]
    assert (signal.due_on, signal.status) == (date(2026, 12, 23), "given")


def test_the_other_side_looks_and_the_giver_does_not_twice(journey, give):
    signal = give("agent")

    with pytest.raises(Refused, match="Wat u ziet, is vastgelegd"):
        journey.do(actions.look_at_signal, by="agent", at=NOW, signal=signal, view="passing")
    journey.do(actions.look_at_signal, by="caseworker", at=NOW, signal=signal, view="passing")
    assert now(signal).status == "seen"


def test_nothing_is_agreed_before_both_have_looked(journey, give):
    signal = give("agent")

    with pytest.raises(Refused, match="nog niet gekeken"):
        journey.do(actions.decide_signal, by="agent", at=NOW, signal=signal, decision="talk")
    assert now(signal).status == "given"


def test_one_open_signal_of_one_fact(give):
    give("agent")

    with pytest.raises(Refused, match="al een open signaal"):
        give("caseworker")
    assert give("caseworker", fact="arrears").pk


def test_before_somebody_lives_there_there_is_no_signal(people, actor_of):
    early = Journey(people).to("leased")
    with pytest.raises(Refused, match="woont nu niemand"):
        early.do(
            actions.give_signal,
            by="agent",
            at=NOW,
            placement=early.placement,
            fact="nuisance",
            happened_on=TODAY,
            view="serious",
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"fact": ""},
        {"fact": "marriage"},
        {"happened_on": "31-11-2026"},
        {"happened_on": "17-12-2026"},
        {"view": "x" * 1000},
    ],
)
def test_what_cannot_be_is_422_and_nothing_is_lost(journey, people, signed_in, wrong):
    answer = signed_in(people.agent).post(
        reverse("signals:give", args=[journey.placement.public_id]), GIVEN | wrong
    )

    assert answer.status_code == 422
    assert answer.context["form"].data["form_key"] == KEY
    with arranging():
        assert not Signal.objects.exists()


def test_who_does_not_look_in_time_is_asked_again_and_the_deputy_hears_of_it(
    journey, give, people, time_machine
):
    people.deputy  # noqa: B018 (comes into being)
    give("agent")
    time_machine.move_to(datetime(2026, 12, 23, 9, 0, tzinfo=UTC), tick=False)
    assert chase_signals() == 0
    time_machine.move_to(datetime(2026, 12, 24, 9, 0, tzinfo=UTC), tick=False)
    assert chase_signals() == 1

    assert set(told("signal_overdue")) == {people.caseworker.pk, people.deputy.pk}


@pytest.mark.parametrize("over", ["seen", "ended"])
def test_nobody_is_asked_again_about_what_was_seen_or_is_over(journey, give, time_machine, over):
    signal = give("agent")
    if over == "seen":
        journey.do(actions.look_at_signal, by="caseworker", at=NOW, signal=signal, view="passing")
    else:
        with arranging():
            Placement.objects.filter(pk=journey.placement.pk).update(status="ended")
    time_machine.move_to(datetime(2027, 2, 1, 9, 0, tzinfo=UTC), tick=False)

    assert chase_signals() == 0


# Who reads it


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[(who, 200) for who in [*SIDES, "lead", "coordinator", "privacy_officer"]],
        *[(who, 404) for who in ["colleague", "stranger", "other_agent", "foreign_agent"]],
        *[(who, 403) for who in ["worker", "municipal_officer", "oversight", "administrator"]],
    ],
)
def test_only_the_two_sides_the_coordinator_and_the_privacy_officer_read_it(
    journey, give, people, signed_in, actor_of, who, status
):
    give()
    member = getattr(people, who)

    assert signed_in(member).get(page(journey)).status_code == status
    with acting_as(actor_of(member)):
        assert Signal.objects.count() == (1 if status == 200 else 0)


def test_after_the_guidance_the_corporation_reads_no_signal_any_more(
    journey, give, people, actor_of
):
    give()
    with arranging():
        Placement.objects.filter(pk=journey.placement.pk).update(status="completed")

    with acting_as(actor_of(people.agent)):
        assert not Signal.objects.exists()
    with acting_as(actor_of(people.caseworker)):
        assert Signal.objects.count() == 1


def test_after_the_lease_the_corporation_is_told_of_nothing_that_it_cannot_open(journey, give):
    signal = give()
    journey.do(
        tenancies.end_lease,
        by="agent",
        at=NOW,
        placement=journey.placement,
        on=TODAY,
        code="moved_on",
        rehouse=True,
    )
    journey.do(actions.look_at_signal, by="caseworker", at=NOW, signal=signal, view="serious")
    assert told("signal_seen") == []
    agreed = {"signal": now(signal), "decision": "talk"}
    journey.do(actions.decide_signal, by="caseworker", at=NOW, **agreed)
    assert told("signal_decided") == []


def test_both_sides_have_it_among_their_work(people, signed_in, give):
    assert page_of_work(signed_in(people.caseworker)) == 0
    give("agent")

    assert page_of_work(signed_in(people.caseworker)) == 1
    assert page_of_work(signed_in(people.agent)) == 0


def page_of_work(client) -> int:
    return client.get("/").content.decode().count("Kijk naar het signaal")


def test_the_page_asks_four_things_at_most(journey, give, people, signed_in):
    client = signed_in(people.agent)
    for fact in ["nuisance", "arrears", "upkeep", "no_contact"]:
        give("agent", fact=fact)

    assert len(own_statements(client, page(journey))) <= 4


# The database, whoever writes


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("agent", {"care_view": "passing", "status": "seen"}),
        ("agent", {"corporation_view": "passing"}),
        ("caseworker", {"corporation_view": "passing"}),
        ("caseworker", {"fact": "arrears"}),
    ],
)
def test_each_side_writes_its_own_view_once_and_nothing_else(give, people, actor_of, who, changes):
    signal = give("agent")

    with acting_as(actor_of(getattr(people, who))), pytest.raises(DatabaseError) as refusal:
        Signal.objects.filter(pk=signal.pk).update(**changes)

    assert refusal.value.__cause__.diag.constraint_name == "each_side_says_its_own_view"


def test_without_that_guard_the_same_statement_writes_the_others_view(give, people, actor_of):
    signal = give("agent")
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table placements_signal disable trigger sides")

    with acting_as(actor_of(people.agent)):
        Signal.objects.filter(pk=signal.pk).update(care_view="passing", status="seen")

    assert now(signal).care_view == "passing"


def test_nothing_is_agreed_in_the_database_before_both_have_looked(give):
    signal = give("agent")

    with pytest.raises(IntegrityError, match="both_look"), transaction.atomic(), arranging():
        Signal.objects.filter(pk=signal.pk).update(decision="talk")


def test_a_step_back_is_refused_by_the_database(journey, give, people, actor_of):
    signal = give("agent")
    journey.do(actions.look_at_signal, by="caseworker", at=NOW, signal=signal, view="passing")

    with acting_as(actor_of(people.agent)), pytest.raises(DatabaseError):
        Signal.objects.filter(pk=signal.pk).update(status="given")


@pytest.mark.parametrize("seen", [False, True])
def test_nobody_waits_for_a_view_on_a_home_that_was_left(journey, give, people, signed_in, seen):
    signal = give()
    if seen:
        journey.do(actions.look_at_signal, by="caseworker", at=NOW, signal=signal, view="passing")
    clients = [signed_in(getattr(people, side)) for side in SIDES]
    assert page(journey) in addresses(clients[0])
    ended = {"placement": journey.placement, "on": TODAY, "code": "left"}
    journey.do(tenancies.end_lease, by="agent", at=NOW, **ended)

    assert [page(journey) in addresses(client) for client in clients] == [False, False]


def addresses(client) -> list[str]:
    work = client.get("/").context["work"]
    return [item.address for item in [*work.own, *work.awaited]]
