"""The list and the page of a placement: for whom, in every state, and in how many statements."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from django.urls import reverse

from pact.audit.models import Look
from placements.proposals import actions
from placements.tenancies.actions import cancel_lease, make_appointment
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory, MembershipFactory, PlacementFactory
from tests.pages import doors_of, offered_by
from tests.placements.proposals.road import STOPS, Journey
from tests.queries import own_statements

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WHO_PLACED = ["coordinator", "caseworker", "agent", "privacy_officer"]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


@pytest.fixture
def see(people, signed_in):
    """The page of a placement as somebody of the cast meets it."""

    def look(who: str, placement):
        client = signed_in(getattr(people, who))
        return client.get(reverse("proposals:placement", args=[placement.public_id]))

    return look


def text(page) -> str:
    return page.content.decode()


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("who", [*WHO_PLACED, "worker"])
def test_the_page_opens_for_every_party_at_every_stop(journey, see, stop, who):
    journey.to(stop)
    assert see(who, journey.placement).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "foreign_agent", "foreign_worker", "colleague"])
def test_to_a_stranger_it_does_not_exist(journey, see, who):
    journey.to("agreed")
    assert see(who, journey.placement).status_code == 404


def test_a_placement_that_does_not_exist_is_not_found_in_the_same_words(people, signed_in, journey):
    journey.to("proposed")
    client = signed_in(people.stranger)
    theirs = client.get(reverse("proposals:placement", args=[journey.placement.public_id]))
    nobodys = client.get(reverse("proposals:placement", args=[uuid4()]))
    assert theirs.status_code == nobodys.status_code == 404


@pytest.mark.parametrize("who", ["municipal_officer", "oversight", "administrator"])
def test_roles_without_placements_are_turned_away(journey, see, who):
    journey.to("proposed")
    assert see(who, journey.placement).status_code == 403


def test_after_an_exit_the_corporation_finds_nothing(journey, see):
    journey.to("agreed")
    journey.do(
        actions.withdraw, by="coordinator", placement=journey.placement, code="by_coordinator"
    )
    assert see("agent", journey.placement).status_code == 404
    assert see("worker", journey.placement).status_code == 404
    page = text(see("caseworker", journey.placement))
    assert "teruggetrokken door de coördinator" in page


def test_after_an_exit_no_answer_is_waited_for(journey, see):
    journey.to("proposed")
    assert "nog niet</span>" in text(see("caseworker", journey.placement))
    journey.do(
        actions.withdraw, by="coordinator", placement=journey.placement, code="by_coordinator"
    )
    page = text(see("caseworker", journey.placement))
    assert "niet meer gevraagd" in page
    assert "nog niet</span>" not in page


def test_of_a_cancelled_lease_no_keys_and_no_start_are_waited_for(journey, see):
    journey.to("leased")
    assert "nog niet bevestigd" in text(see("caseworker", journey.placement))
    cancel = {"placement": journey.placement, "code": "candidate_withdrew"}
    journey.do(cancel_lease, by="agent", **cancel)
    page = text(see("caseworker", journey.placement))
    assert "Ondertekend op" in page
    assert "Sleutels" not in page
    assert "nog niet bevestigd" not in page


def test_after_an_exit_nobody_is_expected_and_the_end_of_guidance_is_not_known(journey, see):
    """Once: an appointment stood as if it were still to come, and two years ran from no move."""
    journey.to("leased")
    keys = {"kind": "keys", "on": date(2026, 12, 2), "at_time": time(10, 30)}
    journey.do(make_appointment, by="agent", placement=journey.placement, **keys)
    page = text(see("caseworker", journey.placement))
    assert "ten minste tot en met 15 december 2028" in page
    assert "Sleutels geven om 10:30" in page
    cancel = {"placement": journey.placement, "code": "candidate_withdrew"}
    journey.do(cancel_lease, by="agent", **cancel)
    page = text(see("caseworker", journey.placement))
    assert "vanaf de aanmelding op" in page
    assert "15 december 2028" not in page
    assert "Sleutels geven" not in page


def test_keys_that_nobody_wrote_down_are_not_told_as_still_to_come(journey, see):
    journey.to("leased")
    assert "<dd>nog niet</dd>" in text(see("caseworker", journey.placement))
    journey.start()
    assert "<dd>niet vastgelegd</dd>" in text(see("caseworker", journey.placement))


def test_the_page_says_whose_turn_it_is_until_when(journey, see):
    journey.to("proposed")
    page = text(see("coordinator", journey.placement))
    assert "Nu aan zet: Pré Wonen" in page
    assert "uiterlijk 25 november" in page


def test_before_release_the_corporation_is_not_told_which_party_gives_care(journey, see):
    journey.to("proposed")
    page = text(see("agent", journey.placement))
    assert "Nu aan zet: De zorgpartij" in page
    assert "RIBW" not in page


def test_days_of_another_year_have_their_year(journey, see, time_machine):
    journey.to("proposed")
    journey.began(date(2026, 2, 16))
    page = text(see("caseworker", journey.placement))
    assert ">2 okt<" in page
    assert ">uiterlijk 25 nov<" in page

    time_machine.move_to(datetime(2027, 1, 5, 10, 0, tzinfo=UTC), tick=False)
    page = text(see("caseworker", journey.placement))
    assert ">2 okt 2026<" in page
    assert ">uiterlijk 25 nov 2026<" in page
    assert "uiterlijk 25 november 2026." in page


def test_the_introduction_is_in_time_or_says_how_many_days_short(journey, see):
    journey.to("proposed")
    page = text(see("caseworker", journey.placement))
    assert "De kennismaking is op tijd: begonnen op 16 februari 2026" in page
    journey.began(date(2026, 7, 1))
    page = text(see("caseworker", journey.placement))
    assert "De kennismaking is 17 dagen te kort voor een ingang op 15 december 2026." in page
    assert "Laat de huur op 1 januari 2027 of later ingaan" in page


def test_whoever_is_too_early_is_led_to_an_exception(journey, see):
    journey.to("proposed")
    journey.began(date(2026, 7, 1))
    asking = reverse("introductions:ask_exemption", args=[journey.candidate.public_id])
    assert asking in text(see("caseworker", journey.placement))
    assert asking not in text(see("coordinator", journey.placement))


def test_without_an_introduction_it_says_what_is_needed(people, see):
    placement = PlacementFactory(candidate=CandidateFactory(caseworker=people.caseworker))
    page = text(see("caseworker", placement))
    assert "Er loopt geen kennismaking in het gebied van deze woning." in page


def test_an_exception_is_told_with_its_plan(journey, see):
    journey.to("proposed")
    journey.began(date(2026, 7, 1))
    journey.grant_exemption()
    page = text(see("caseworker", journey.placement))
    assert "Er is een uitzondering toegestaan." in page
    assert "elke maand een contact na de verhuizing" in page
    before_release = text(see("agent", journey.placement))
    assert "vastgelegd" in before_release
    assert "elke maand" not in before_release


DOORS = {
    ("proposed", "coordinator"): {
        "proposals:name_agent",
        "proposals:withdraw",
        "tenancies:expect_start",
    },
    ("proposed", "agent"): {
        "proposals:answer_profile",
        "proposals:name_agent",
        "proposals:wait_longer",
        "proposals:withdraw",
    },
    ("proposed", "caseworker"): {
        "proposals:answer_candidate",
        "proposals:answer_care",
        "proposals:withdraw",
    },
    ("proposed", "worker"): set(),
    ("proposed", "privacy_officer"): set(),
    ("released", "agent"): {
        "proposals:answer_check",
        "proposals:answer_definite",
        "proposals:name_agent",
        "tenancies:appointment",
        "proposals:wait_longer",
        "proposals:withdraw",
    },
    ("released", "other_agent"): {
        "proposals:wait_longer",
        "proposals:withdraw",
    },
    ("released", "caseworker"): {
        "tenancies:appointment",
        "proposals:refuse_after_all",
        "proposals:withdraw",
    },
    ("agreed", "agent"): {
        "tenancies:sign",
        "tenancies:appointment",
        "proposals:name_agent",
        "proposals:withdraw",
    },
    ("leased", "agent"): {
        "proposals:name_agent",
        "tenancies:keys",
        "tenancies:postpone",
        "tenancies:correct_lease",
        "tenancies:cancel",
        "tenancies:appointment",
    },
    ("leased", "caseworker"): {"tenancies:appointment"},
    ("leased", "coordinator"): {"proposals:name_agent"},
    ("moved_in", "agent"): {
        "tenancies:end",
        "tenancies:keys",
        "tenancies:take_back",
        "proposals:name_agent",
        "signals:of_placement",
    },
    ("moved_in", "caseworker"): {"signals:of_placement"},
    ("moved_in", "coordinator"): {
        "tenancies:take_back",
        "proposals:name_agent",
        "signals:of_placement",
    },
    ("moved_in", "worker"): set(),
}


@pytest.mark.parametrize(("stop", "who"), DOORS)
def test_only_doors_that_open_are_shown(journey, see, stop, who):
    journey.to(stop)
    page = see(who, journey.placement)
    assert offered_by(page) == DOORS[stop, who]


def test_every_door_that_is_shown_opens(journey, see, people, signed_in):
    for stop in STOPS:
        getattr(journey, f"_{stop}")()
        for who in ["coordinator", "caseworker", "agent", "other_agent"]:
            page = see(who, journey.placement)
            for door in doors_of(page):
                kind = [door.kind] if door.kind else []
                address = reverse(door.name, args=[journey.placement.public_id, *kind])
                assert signed_in(getattr(people, who)).get(address).status_code == 200, address


def test_the_day_after_the_start_the_start_is_asked(journey, see, time_machine):
    journey.to("leased")
    time_machine.move_to(datetime(2026, 12, 16, 9, tzinfo=UTC), tick=False)
    page = see("agent", journey.placement)
    assert page.context["doors"][0].name == "tenancies:confirm_start"
    assert "te laat" in text(page)


def test_after_two_years_the_care_party_may_complete(journey, see, time_machine):
    journey.to("moved_in")
    time_machine.move_to(datetime(2028, 12, 18, 9, tzinfo=UTC), tick=False)
    page = see("caseworker", journey.placement)
    names = [door.name for door in doors_of(page)]
    assert names == ["tenancies:complete", "signals:of_placement"]


def test_a_late_answer_can_be_released_by_the_coordinator(journey, see, time_machine):
    journey.to("proposed")
    time_machine.move_to(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False)
    page = see("coordinator", journey.placement)
    assert page.context["doors"][0].name == "proposals:release"
    assert text(page).count("Verlengen…") == 3


def test_every_look_at_a_placement_is_kept(journey, see, people):
    journey.to("proposed")
    see("caseworker", journey.placement)
    with arranging():
        look = Look.objects.get(page="placement")
    assert (look.object_id, look.candidate_id) == (journey.placement.pk, journey.candidate.pk)


@pytest.mark.parametrize("stop", STOPS)
def test_the_page_takes_four_statements_at_most(journey, people, signed_in, stop):
    journey.to(stop)
    page = reverse("proposals:placement", args=[journey.placement.public_id])
    for who in [*WHO_PLACED, "worker"]:
        statements = own_statements(signed_in(getattr(people, who)), page)
        assert len(statements) <= 4, [who, *(each[:90] for each in statements)]


@pytest.fixture
def listing(people, signed_in):
    def ask(who: str, **asked: str):
        return signed_in(getattr(people, who)).get(reverse("proposals:list"), asked)

    return ask


def references(page) -> list[str]:
    return [row.reference for row in page.context["rows"]]


@pytest.mark.parametrize("who", [*WHO_PLACED, "worker", "other_agent"])
def test_the_list_shows_ones_own(journey, listing, who):
    PlacementFactory()
    journey.to("proposed")
    assert journey.candidate.reference in references(listing(who))


@pytest.mark.parametrize("who", ["stranger", "foreign_agent", "foreign_worker"])
def test_the_list_shows_strangers_nothing(journey, listing, who):
    journey.to("proposed")
    assert references(listing(who)) == []


def test_a_closed_placement_leaves_the_list_of_the_corporation(journey, listing):
    journey.to("proposed")
    journey.do(
        actions.withdraw, by="coordinator", placement=journey.placement, code="by_coordinator"
    )
    assert references(listing("agent")) == []
    assert references(listing("caseworker", stage="closed")) == [journey.candidate.reference]
    assert references(listing("caseworker", stage="live")) == []


def test_the_list_says_whose_turn_it_is(journey, listing):
    journey.to("proposed")
    row = listing("coordinator").context["rows"][0]
    assert (row.turn.who, row.turn.due_on) == ("Pré Wonen", date(2026, 11, 25))
    assert row.where == f"{journey.dwelling.address}, Haarlem"


def test_the_list_says_that_guidance_is_to_be_completed(journey, listing, time_machine):
    journey.to("moved_in")
    assert listing("caseworker").context["rows"][0].turn is None
    time_machine.move_to(datetime(2028, 12, 18, 9, tzinfo=UTC), tick=False)
    turn = listing("caseworker").context["rows"][0].turn
    assert (turn.who, turn.due_on) == (journey.placement.care_party.name, None)


def test_a_neighbourhood_worker_reads_no_address_before_the_lease(journey, listing):
    journey.to("proposed")
    assert listing("worker").context["rows"][0].where == ""
    journey._released()
    journey._agreed()
    assert listing("worker").context["rows"][0].where == "Boerhaavewijk"
    journey._leased()
    assert journey.dwelling.address in listing("worker").context["rows"][0].where


def test_a_stage_that_does_not_exist_is_said_and_not_an_error(journey, listing):
    assert listing("coordinator", stage="x" * 1000).status_code == 422


def test_a_list_goes_on_where_the_page_before_ended(people, listing):
    for _number in range(27):
        PlacementFactory(dwelling=DwellingFactory(offered_by=people.agent, status="reserved"))
    first = listing("agent")
    assert len(first.context["rows"]) == 25
    after = first.context["page"].older.split("after=")[1]
    assert len(listing("agent", after=after).context["rows"]) == 2
    assert listing("agent", after="nowhere").status_code == 404


def test_a_filter_answers_with_the_rows_alone(people, signed_in, journey):
    journey.to("proposed")
    client = signed_in(people.coordinator)
    part = client.get(reverse("proposals:list"), headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert journey.candidate.reference in text(part)


def test_the_list_takes_as_many_statements_for_many_as_for_few(people, signed_in):
    client = signed_in(people.coordinator)

    def statements(more: str = "") -> int:
        return len(own_statements(client, reverse("proposals:list") + more))

    worker = MembershipFactory()
    PlacementFactory(candidate=CandidateFactory(caseworker=worker))
    few = statements()
    for _number in range(5):
        placement = PlacementFactory(candidate=CandidateFactory(caseworker=worker))
    assert statements() == few <= 3
    assert statements(f"?after={placement.public_id}") == 4


def test_an_introduction_that_ended_in_an_earlier_home_is_not_in_time_for_this_one(journey, see):
    journey.to("agreed")
    assert "De kennismaking is op tijd" in text(see("caseworker", journey.placement))
    with arranging():
        type(journey.introduction).objects.filter(pk=journey.introduction.pk).update(status="moved")
    page = text(see("caseworker", journey.placement))
    assert "De kennismaking is op tijd" not in page
    assert "Er loopt geen kennismaking in het gebied van deze woning." in page


def test_more_time_is_offered_while_the_corporation_waits(journey, see, time_machine):
    journey.to("proposed")
    extend = reverse("proposals:extend", args=[journey.placement.public_id, "profile"])
    longer = "De corporatie kan zelf langer wachten."
    page = text(see("coordinator", journey.placement))
    assert (extend in page, longer in page) == (True, False)
    assert longer not in text(see("caseworker", journey.placement))

    time_machine.move_to(datetime(2026, 12, 8, 9, tzinfo=UTC), tick=False)
    page = text(see("coordinator", journey.placement))
    assert (extend in page, longer in page) == (False, True)


def test_who_pays_can_be_changed_while_it_is_proposed(journey, see, people):
    with arranging():
        journey.candidate.care.from_elsewhere = True
        journey.candidate.care.municipality_of_origin = None
        journey.candidate.care.save()
    journey.to("released")
    page = see("caseworker", journey.placement)
    doors = {door.name: door.is_next for door in doors_of(page)}
    assert doors["proposals:agree_payment"] is True
    journey.do(actions.agree_payment, by="caseworker", placement=journey.placement, paid=False)
    page = see("caseworker", journey.placement)
    doors = {door.name: door.is_next for door in page.context["doors"]}
    assert doors["proposals:agree_payment"] is False
    assert "Er is niet afgesproken wie de begeleiding betaalt" in text(page)
