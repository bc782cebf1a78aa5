"""What may be done with an offered home, and every refusal."""

import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from pact.access.actor import Actor, acting_as
from pact.audit.models import Deed, Step
from pact.common.refusals import Refused, Stale
from pact.outbox.models import Message
from placements.dwellings import actions
from placements.dwellings.models import Dwelling
from placements.dwellings.offer import Offer
from placements.dwellings.tasks import close_expired_offers
from placements.lifecycle import NoSuchStep
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory, PlacementFactory, district

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TODAY = NOW.date()


def offer(**changes) -> Offer:
    values = {
        "postcode": "2035AB",
        "house_number": 14,
        "addition": "",
        "street": "Verzonnenlaan",
        "city": "Haarlem",
        "district": district(),
        "rooms": 2,
        "bedrooms": 1,
        "area_m2": None,
        "rent": Decimal("612.40"),
        "floor": 0,
        "has_lift": False,
        "accessibility": "none",
        "is_quiet": None,
        "complex_reference": "",
        "available_from": TODAY,
        "contract_form": "regular",
        "answer_by": date(2026, 12, 7),
    }
    return Offer(**(values | changes))


@pytest.fixture
def agent(people) -> Actor:
    return actor_for(people.agent)


@pytest.fixture
def home(people) -> Dwelling:
    return DwellingFactory(offered_by=people.agent)


def offered(by: Actor, **changes) -> Dwelling:
    with acting_as(by):
        return actions.offer_dwelling(offer=offer(**changes), by=by, at=NOW)


def fresh(row: Dwelling) -> Dwelling:
    with arranging():
        return Dwelling.objects.get(pk=row.pk)


def told(kind: str) -> list[int]:
    with arranging():
        return list(Message.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_offering_takes_the_corporation_from_who_offers(people, agent):
    home = offered(agent)
    assert (home.corporation, home.municipality.name) == (people.agent.party, "Haarlem")
    with arranging():
        assert Deed.objects.get(action="dwelling.offered").membership_id == people.agent.pk
        assert Step.objects.get(kind="dwelling").becomes == "offered"


@pytest.mark.parametrize("who", ["agent", "other_agent"])
def test_a_corporation_offers_an_address_once_whoever_of_it_does(people, agent, who):
    offered(agent)
    with pytest.raises(Refused):
        offered(actor_for(getattr(people, who)))


def test_another_addition_is_another_home_and_a_withdrawn_one_may_come_back(agent):
    home = offered(agent)
    assert offered(agent, addition="A").pk
    with acting_as(agent):
        actions.withdraw_offer(dwelling=home, code="sold", by=agent, at=NOW)
    assert offered(agent).pk


def test_an_answer_in_the_past_is_refused(agent):
    with pytest.raises(Refused):
        offered(agent, answer_by=TODAY - timedelta(days=1))
    assert offered(agent, answer_by=TODAY).answer_by == TODAY


def change(home: Dwelling, by: Actor, *, version: int = 1, **changes) -> Dwelling:
    with acting_as(by):
        return actions.change_dwelling(
            dwelling=home, offer=offer(**changes), version=version, by=by, at=NOW
        )


def test_a_change_tells_which_fields_and_not_what(agent):
    home = offered(agent)
    change(home, agent, rent=Decimal("620.00"))
    assert (fresh(home).rent, fresh(home).version) == (Decimal("620.00"), 2)
    with arranging():
        assert Deed.objects.get(action="dwelling.changed").fields == ["rent"]


def test_a_change_of_nothing_is_no_change(agent):
    home = offered(agent)
    change(home, agent)
    assert fresh(home).version == 1


def test_an_older_page_is_refused_with_what_is_there_now(agent):
    home = offered(agent)
    change(home, agent, rent=Decimal("620.00"))
    with pytest.raises(Stale) as refusal:
        change(home, agent, rooms=3)
    assert "€\u00a0620,00" in map(str, refusal.value.theirs.values())
    assert fresh(home).rooms == 2


@pytest.mark.parametrize("status", ["reserved", "let", "withdrawn", "returned", "expired"])
def test_only_an_offered_home_is_changed_or_withdrawn(people, agent, status):
    home = DwellingFactory(offered_by=people.agent, status=status)
    with pytest.raises(Refused):
        change(home, agent)
    with acting_as(agent), pytest.raises(Refused):
        actions.withdraw_offer(dwelling=home, code="sold", by=agent, at=NOW)


def test_changing_to_an_address_that_is_on_offer_is_refused(agent):
    offered(agent, house_number=15)
    home = offered(agent)
    with pytest.raises(Refused):
        change(home, agent, house_number=15)


def test_a_home_is_reserved_freed_and_let(home, people):
    coordinator = actor_for(people.coordinator)
    with acting_as(coordinator):
        actions.reserve(home, at=NOW)
        assert home.status == "reserved"
        with pytest.raises(NoSuchStep):
            actions.reserve(home, at=NOW)
    with acting_as(coordinator.consequence()):
        actions.free(home, at=NOW)
        actions.reserve(home, at=NOW)
        actions.let(home, at=NOW)
    assert fresh(home).status == "let"


def test_reserving_reads_the_row_again(home, people):
    """Two coordinators with the same page: the second sees what the first did."""
    coordinator = actor_for(people.coordinator)
    stale = fresh(home)
    with acting_as(coordinator):
        actions.reserve(home, at=NOW)
        with pytest.raises(NoSuchStep):
            actions.reserve(stale, at=NOW)


def test_a_returned_home_tells_the_corporation(home, people):
    coordinator = actor_for(people.coordinator)
    with acting_as(coordinator):
        actions.return_dwelling(dwelling=home, code="no_candidate", by=coordinator, at=NOW)
    assert (fresh(home).status, fresh(home).status_code) == ("returned", "no_candidate")
    assert told("dwelling_returned") == [people.agent.pk]


def test_a_reserved_home_is_not_returned(people):
    home = DwellingFactory(status="reserved")
    coordinator = actor_for(people.coordinator)
    with acting_as(coordinator), pytest.raises(Refused):
        actions.return_dwelling(dwelling=home, code="no_candidate", by=coordinator, at=NOW)


# Expiry


def sweep(time_machine, day: date) -> None:
    time_machine.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), tick=False)
    close_expired_offers()


def test_past_its_date_the_corporation_is_asked_once_and_then_it_expires(
    people, home, time_machine
):
    sweep(time_machine, date(2026, 12, 7))
    assert (fresh(home).status, fresh(home).asked_on) == ("offered", None)
    sweep(time_machine, date(2026, 12, 8))
    sweep(time_machine, date(2026, 12, 8))
    assert told("offer_expiring") == [people.agent.pk]
    sweep(time_machine, date(2026, 12, 10))
    assert fresh(home).status == "offered"
    sweep(time_machine, date(2026, 12, 11))
    sweep(time_machine, date(2026, 12, 12))
    row = fresh(home)
    assert (row.status, row.status_code) == ("expired", "no_candidate")
    assert told("offer_expired") == [people.agent.pk]
    assert told("offer_expiring") == [people.agent.pk]


def test_a_clock_that_jumps_a_year_asks_and_expires_nothing(home, time_machine):
    sweep(time_machine, date(2027, 12, 8))
    assert fresh(home).status == "offered"


def test_a_later_date_keeps_the_offer_and_asks_anew(people, agent, home, time_machine):
    sweep(time_machine, date(2026, 12, 8))
    row = fresh(home)
    with acting_as(agent):
        later = offer(house_number=row.house_number, answer_by=date(2026, 12, 20))
        actions.change_dwelling(dwelling=row, offer=later, version=row.version, by=agent, at=NOW)
    sweep(time_machine, date(2026, 12, 15))
    assert (fresh(home).status, fresh(home).asked_on) == ("offered", None)
    sweep(time_machine, date(2026, 12, 21))
    assert fresh(home).asked_on == date(2026, 12, 21)


def test_a_reserved_home_does_not_expire(people, time_machine):
    home = DwellingFactory(offered_by=people.agent, status="reserved")
    for day in [date(2026, 12, 8), date(2026, 12, 20)]:
        sweep(time_machine, day)
    assert (fresh(home).status, fresh(home).asked_on) == ("reserved", None)


def test_where_who_offered_left_the_colleagues_hear(people, home, time_machine):
    with arranging():
        type(people.agent).objects.filter(pk=people.agent.pk).update(ended_on=date(2026, 12, 1))
    other = people.other_agent.pk
    sweep(time_machine, date(2026, 12, 8))
    assert told("offer_expiring") == [other]


# The door


def test_a_home_is_seen_by_who_takes_part(people, home):
    stranger = DwellingFactory(offered_by=people.foreign_agent)
    seen = {
        name: visible(getattr(people, name), home)
        for name in ["coordinator", "agent", "other_agent", "caseworker", "worker", "stranger"]
    }
    assert seen == {
        "coordinator": True,
        "agent": True,
        "other_agent": True,
        "caseworker": False,
        "worker": False,
        "stranger": False,
    }
    assert not visible(people.agent, stranger)
    assert visible(people.foreign_agent, stranger)


@pytest.mark.parametrize(
    ("status", "caseworker", "worker"),
    [
        ("proposed", True, False),
        ("agreed", True, True),
        ("declined", True, False),
    ],
)
def test_caseworker_from_the_proposal_and_worker_from_the_agreement(
    people, status, caseworker, worker
):
    home = DwellingFactory(offered_by=people.agent, status="reserved")
    closed = {"status_code": "other_use", "place": None} if status == "declined" else {}
    PlacementFactory(
        dwelling=home,
        candidate=CandidateFactory(caseworker=people.caseworker),
        worker=people.worker,
        status=status,
        **closed,
    )
    assert visible(people.caseworker, home) is caseworker
    assert visible(people.worker, home) is worker
    assert not visible(people.stranger, home)
    assert not visible(people.foreign_worker, home)


def visible(member, home: Dwelling) -> bool:
    """By the door, and by the database without the door: both must agree."""
    actor = actor_for(member)
    with acting_as(actor):
        door = Dwelling.objects.visible_to(actor).filter(pk=home.pk).exists()
        wall = Dwelling.objects.filter(pk=home.pk).exists()
    assert door == wall
    return door


@pytest.mark.django_db(transaction=True)
def test_two_offers_of_one_address_in_the_same_second_make_one(people):
    by, start, answers = actor_for(people.agent), threading.Barrier(2), []

    def run() -> None:
        start.wait()
        try:
            answers.append(offered(by).pk)
        except Refused:
            answers.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers, key=bool)[0] is None
    with arranging():
        assert Dwelling.objects.count() == 1


def test_the_door_alone_keeps_strangers_out(people, home):
    """Asked around the walls: the door does not lean on them."""
    seen = set()
    names = ["coordinator", "agent", "foreign_agent", "caseworker", "worker", "oversight"]
    members = {name: getattr(people, name) for name in names}
    with arranging():
        for name, member in members.items():
            if Dwelling.objects.visible_to(actor_for(member)).filter(pk=home.pk).exists():
                seen.add(name)
    assert seen == {"coordinator", "agent"}
