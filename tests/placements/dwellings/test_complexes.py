"""What a corporation tells of a complex: weighed at the table, unknown when it is old or not told."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from pact.access.actor import acting_as
from pact.accounts.roles import Role
from pact.common.refusals import Refused
from placements.dwellings.complexes import actions
from placements.dwellings.complexes.models import ComplexLoad, quarter_ends
from placements.proposals.models import Placement
from tests.database import arranging
from tests.factories import DwellingFactory, MembershipFactory, party
from tests.placements.proposals.road import Journey
from tests.queries import own_statements

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
LAST_QUARTER, QUARTER_BEFORE, A_YEAR_AGO = date(2026, 9, 30), date(2026, 6, 30), date(2025, 9, 30)
KEY = "00000000-0000-4000-8000-00000000000c"
LIST, TELL = "/woningen/complexen/", "/woningen/complexen/invullen/"
NAME = "C-Verzonnen-1"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


def typed(**changes: str) -> dict[str, str]:
    numbers = {"until": "2026-09-30", "lettings": "30", "priority": "12"}
    return {"form_key": KEY, "reference": NAME} | numbers | changes


def told(by, until: date = LAST_QUARTER, lettings: int = 30, priority: int = 12) -> ComplexLoad:
    return actions.tell_load(
        reference=NAME, until=until, lettings=lettings, priority=priority, by=by, at=NOW
    )


@pytest.fixture
def agent(people, actor_of):
    with acting_as(actor_of(people.agent)) as agent:
        yield agent


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (date(2026, 11, 23), [LAST_QUARTER, QUARTER_BEFORE, date(2026, 3, 31)]),
        (date(2026, 9, 30), [QUARTER_BEFORE, date(2026, 3, 31), date(2025, 12, 31)]),
        (date(2027, 1, 1), [date(2026, 12, 31), LAST_QUARTER, QUARTER_BEFORE]),
    ],
)
def test_only_quarters_that_are_over_are_told_of(today, ends):
    assert quarter_ends(today, count=3) == ends


def at_the_table(people, signed_in, home) -> str:
    return signed_in(people.coordinator).get(f"/tafel/{home.public_id}/").content.decode()


def test_what_is_told_stands_at_the_table_beside_each_home_of_the_complex(people, signed_in):
    Journey(people)
    home = DwellingFactory(offered_by=people.agent, complex_reference=NAME)
    assert "hoeveel in dit complex: onbekend" in at_the_table(people, signed_in, home)

    answer = signed_in(people.agent).post(TELL, typed())

    assert (answer.status_code, answer.url) == (302, LIST)
    assert "12 van 30 verhuringen in dit complex met voorrang" in at_the_table(
        people, signed_in, home
    )


@pytest.mark.parametrize("until", [A_YEAR_AGO, None])
def test_what_is_too_old_or_of_another_corporation_is_unknown(people, signed_in, until):
    Journey(people)
    home = DwellingFactory(offered_by=people.agent, complex_reference=NAME)
    with arranging():
        ComplexLoad.objects.create(
            corporation=people.agent.party if until else party("Ymere"),
            reference=NAME,
            until=until or LAST_QUARTER,
            lettings=30,
            priority=12,
            entered_by=people.agent,
            entered_at=NOW,
        )
    assert "hoeveel in dit complex: onbekend" in at_the_table(people, signed_in, home)


def test_telling_the_same_quarter_again_corrects_it(agent):
    told(agent)
    told(agent, lettings=31)
    told(agent, until=QUARTER_BEFORE)

    numbers = ComplexLoad.objects.newest().values_list("until", "lettings")
    assert (list(numbers), ComplexLoad.objects.count()) == ([(LAST_QUARTER, 31)], 2)


@pytest.mark.parametrize(
    "wrong",
    [{"until": date(2026, 12, 31)}, {"until": date(2026, 9, 29)}, {"lettings": 11}],
)
def test_what_cannot_be_is_refused(agent, wrong):
    with pytest.raises(Refused):
        told(agent, **wrong)
    assert not ComplexLoad.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"lettings": "-1"},
        {"lettings": "12,5"},
        {"priority": "31"},
        {"priority": "99999"},
        {"until": "2026-12-31"},
        {"until": "gisteren"},
        {"reference": ""},
        {"reference": "x" * 1000},
        {"reference": "111222333"},
    ],
)
def test_what_cannot_be_read_is_422_and_stays_typed(people, signed_in, wrong):
    answer = signed_in(people.agent).post(TELL, typed(**wrong))

    (name, value) = next(iter(wrong.items()))
    assert answer.status_code == 422
    assert answer.context["form"].data[name] == value
    assert answer.context["form"].errors[name]


def test_the_list_names_the_complexes_of_which_nothing_is_known(people, signed_in):
    DwellingFactory(offered_by=people.agent, complex_reference=NAME)
    client = signed_in(people.agent)
    assert f"?complex={NAME}" in client.get(LIST).content.decode()
    client.post(TELL, typed())
    page = client.get(LIST)

    assert not list(page.context["unknown"])
    assert "40%" in page.content.decode()
    assert client.get(f"{TELL}?complex={NAME}").context["form"]["reference"].value() == NAME


def test_the_list_costs_as_much_for_many_as_for_one(people, signed_in, actor_of):
    with acting_as(actor_of(people.agent)) as agent:
        for number in range(30):
            actions.tell_load(
                reference=f"{NAME}{number}",
                until=LAST_QUARTER,
                lettings=4,
                priority=1,
                by=agent,
                at=NOW,
            )
    assert len(own_statements(signed_in(people.coordinator), LIST)) <= 4


# Who reads and writes


def test_a_corporation_reads_its_own_the_coordinator_all_and_others_nothing(
    people, actor_of, agent
):
    told(agent)
    foreign = MembershipFactory(role=Role.LETTING_AGENT, party=party("Ymere"))
    readers = {"other_agent": 1, "coordinator": 1, "caseworker": 0, "worker": 0}
    for name, count in readers.items():
        with acting_as(actor_of(getattr(people, name))):
            assert ComplexLoad.objects.count() == count, name
    with acting_as(actor_of(foreign)):
        assert not ComplexLoad.objects.exists()


def test_nobody_tells_of_another_corporations_complex(people, actor_of, agent):
    load = told(agent)
    foreign = MembershipFactory(role=Role.LETTING_AGENT, party=party("Ymere"))
    with acting_as(actor_of(foreign)):
        assert not ComplexLoad.objects.filter(pk=load.pk).update(priority=0)
        load.pk, load.until = None, QUARTER_BEFORE
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            load.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"priority": 31}, "no_more_priority_than_lettings"),
        ({"until": date(2026, 9, 29)}, "load_until_the_end_of_a_quarter"),
    ],
)
def test_the_database_refuses_what_cannot_be(agent, changes, constraint):
    load = told(agent)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ComplexLoad.objects.filter(pk=load.pk).update(**changes)


def test_the_care_party_does_not_read_how_many_live_in_the_complex(people, signed_in):
    journey = Journey(people)
    journey.to("proposed")
    facts = [
        {"key": "rent", "verdict": "fits"},
        {"key": "complex", "verdict": "mind"},
    ]
    with arranging():
        Placement.objects.filter(pk=journey.placement.pk).update(facts=facts)
    address = f"/plaatsingen/{journey.placement.public_id}/"

    def results(who: str) -> list[str]:
        shown = signed_in(getattr(people, who)).get(address).context["shown"]
        return [line.when for line in shown.fit]

    assert results("caseworker") == ["rent"]
    assert results("coordinator") == results("agent") == ["rent", "complex"]
