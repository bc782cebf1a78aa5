"""Each deed on a proposal, as a browser does it: right, unreadable, refused, and too late."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from pact.accounts.models import Absence
from pact.agreement.models import Municipality
from placements.candidates.models import Care
from placements.proposals import actions
from placements.proposals.models import Placement, Question
from tests.database import arranging
from tests.placements.proposals.road import Journey

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


@pytest.fixture
def send(people, signed_in, journey):
    """Post to a deed of the placement as somebody of the cast."""

    def post(who: str, name: str, *arguments: str, **data: str):
        address = reverse(f"proposals:{name}", args=[journey.placement.public_id, *arguments])
        return signed_in(getattr(people, who)).post(address, data)

    return post


def answer_to(journey: Journey, kind: str) -> bool | None:
    with arranging():
        return Question.objects.get(placement=journey.placement, kind=kind).answer


def status_of(journey: Journey) -> str:
    with arranging():
        return Placement.objects.get(pk=journey.placement.pk).status


def test_a_yes_is_recorded_and_leads_back_to_the_placement(journey, send):
    journey.to("proposed")
    answer = send("agent", "answer_profile", answer="yes")
    assert answer.status_code == 302
    assert answer.url == reverse("proposals:placement", args=[journey.placement.public_id])
    assert answer_to(journey, "profile") is True


def test_any_agent_of_the_corporation_may_answer_on_the_profile(journey, send):
    journey.to("proposed")
    assert send("other_agent", "answer_profile", answer="yes").status_code == 302


def test_a_no_asks_its_reason_and_keeps_what_was_chosen(journey, send):
    journey.to("proposed")
    answer = send("agent", "answer_profile", answer="no")
    assert answer.status_code == 422
    assert "Kies de reden voor dit nee." in answer.content.decode()
    assert answer.context["form"]["answer"].value() == "no"


def test_a_no_of_the_corporation_leads_to_the_list_because_the_placement_is_gone(journey, send):
    journey.to("proposed")
    answer = send("agent", "answer_profile", answer="no", code="complex_load")
    assert (answer.status_code, answer.url) == (302, reverse("proposals:list"))
    assert status_of(journey) == "declined"


def test_nothing_chosen_is_said(journey, send):
    journey.to("proposed")
    for name in ["answer_profile", "withdraw"]:
        assert send("agent", name).status_code == 422
    for name in ["answer_care", "answer_candidate", "agree_payment"]:
        assert send("caseworker", name).status_code == 422


def test_an_answer_that_is_not_one_is_not_taken(journey, send):
    journey.to("proposed")
    assert send("agent", "answer_profile", answer="perhaps").status_code == 422
    wrong = send("agent", "answer_profile", answer="no", code="of_candidates")
    assert wrong.status_code == 422


def test_answering_twice_is_refused_in_a_sentence_and_keeps_the_form(journey, send):
    journey.to("proposed")
    send("agent", "answer_profile", answer="yes")
    again = send("agent", "answer_profile", answer="no", code="complex_load")
    assert again.status_code == 409
    assert "Dit is al beantwoord" in again.content.decode()
    assert again.context["form"]["code"].value() == "complex_load"
    assert answer_to(journey, "profile") is True


def test_an_answer_on_a_stale_tab_is_refused_in_a_sentence(journey, send):
    journey.to("proposed")
    journey.do(
        actions.withdraw, by="coordinator", placement=journey.placement, code="by_coordinator"
    )
    stale = send("caseworker", "answer_care", answer="yes")
    assert stale.status_code == 409
    assert "Er is geen antwoord meer nodig" in stale.content.decode()
    assert send("agent", "answer_profile", answer="yes").status_code == 404


def test_the_candidates_answer_asks_when_somebody_spoke_with_them(journey, send):
    journey.to("proposed")
    for typed in ["", "31-2-2026", "24-11-2026"]:
        answer = send("caseworker", "answer_candidate", answer="yes", spoke_on=typed)
        assert answer.status_code == 422
        assert answer.context["form"]["spoke_on"].value() == typed
    done = send("caseworker", "answer_candidate", answer="yes", spoke_on="20-11-2026")
    assert done.status_code == 302
    assert answer_to(journey, "candidate") is True


def test_both_yes_release_the_person_to_the_letting_agent(journey, send, people, signed_in):
    journey.to("proposed")
    address = reverse("proposals:placement", args=[journey.placement.public_id])
    client = signed_in(people.agent)
    assert "Verzonnen naar" not in client.get(address).content.decode()
    send("agent", "answer_profile", answer="yes")
    send("caseworker", "answer_candidate", answer="yes", spoke_on="20-11-2026")
    assert "V. Verzonnen naar Schalkwijk" in client.get(address).content.decode()


def test_the_care_party_may_refuse_as_well(journey, send):
    journey.to("proposed")
    assert send("caseworker", "answer_care", answer="no", code="no_capacity").status_code == 302
    assert status_of(journey) == "declined"


@pytest.mark.parametrize("kind", ["viewing", "income", "permit"])
def test_each_check_is_a_yes_or_no_and_a_date(journey, send, kind):
    journey.to("released")
    assert send("agent", "answer_check", kind, answer="yes", on="").status_code == 422
    assert send("agent", "answer_check", kind, answer="yes", on="1-12-2026").status_code == 422
    assert send("agent", "answer_check", kind, answer="yes", on="23-11-2026").status_code == 302
    assert answer_to(journey, kind) is True


def test_there_are_no_other_checks(journey, send):
    journey.to("released")
    assert send("agent", "answer_check", "profile", answer="yes").status_code == 404
    assert send("agent", "answer_check", "blood", answer="yes").status_code == 404


def test_checks_are_the_named_agents_and_come_after_release(journey, send):
    journey.to("proposed")
    checks = {"answer": "yes", "on": "23-11-2026"}
    assert send("agent", "answer_check", "viewing", **checks).status_code == 404
    journey._released()
    assert send("other_agent", "answer_check", "viewing", **checks).status_code == 404
    assert send("other_agent", "answer_definite", answer="yes").status_code == 404


def test_the_definite_yes_before_the_checks_says_what_is_missing(journey, send):
    journey.to("released")
    early = send("agent", "answer_definite", answer="yes")
    assert early.status_code == 409
    assert "bezichtiging" in early.content.decode()
    journey.checks_pass()
    assert send("agent", "answer_definite", answer="yes").status_code == 302
    assert status_of(journey) == "agreed"


@pytest.mark.parametrize("origin", ["Velsen", None])
def test_a_move_across_a_border_first_asks_who_pays(journey, send, people, signed_in, origin):
    """The border of another municipality, or that of the region."""
    with arranging():
        care = Care.objects.get(candidate=journey.candidate)
        care.municipality_of_origin = origin and Municipality.objects.get(name=origin)
        care.from_elsewhere = origin is None
        care.save()
    journey.to("released")
    journey.checks_pass()
    assert send("agent", "answer_definite", answer="yes").status_code == 409
    page = signed_in(people.caseworker).get(
        reverse("proposals:placement", args=[journey.placement.public_id])
    )
    assert "proposals:agree_payment" in {door.name for door in page.context["doors"]}
    assert send("caseworker", "agree_payment", paid="no").status_code == 302
    assert send("agent", "answer_definite", answer="yes").status_code == 302


def test_a_term_is_extended_once_and_not_past_the_corporations_date(journey, send):
    journey.to("proposed")
    assert send("coordinator", "extend", "profile", due_on="1-1-2027").status_code == 409
    assert send("coordinator", "extend", "profile", due_on="overmorgen").status_code == 422
    assert send("coordinator", "extend", "profile", due_on="1-12-2026").status_code == 302
    again = send("coordinator", "extend", "profile", due_on="2-12-2026")
    assert again.status_code == 409
    assert "zo vaak verlengd als is afgesproken" in again.content.decode()


def test_only_a_question_that_was_asked_can_be_extended(journey, send):
    journey.to("proposed")
    assert send("coordinator", "extend", "viewing", due_on="1-12-2026").status_code == 404


def test_releasing_waits_until_an_answer_is_late(journey, send, time_machine):
    journey.to("proposed")
    early = send("coordinator", "release")
    assert early.status_code == 409
    assert "Er is nog geen antwoord te laat" in early.content.decode()
    time_machine.move_to(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False)
    assert send("coordinator", "release").status_code == 302
    assert status_of(journey) == "lapsed"


def test_stopping_first_says_what_happens(journey, people, signed_in):
    journey.to("agreed")
    address = reverse("proposals:withdraw", args=[journey.placement.public_id])
    page = signed_in(people.coordinator).get(address).content.decode()
    assert "Dit gebeurt er" in page
    assert "De plaats van 2026 is weer vrij." in page


@pytest.mark.parametrize(
    ("who", "theirs", "others"),
    [
        ("agent", "by_corporation", "by_candidate"),
        ("caseworker", "by_care", "by_candidate"),
        ("coordinator", "by_coordinator", "dwelling_withdrawn"),
    ],
)
def test_each_stops_for_themselves(journey, send, who, theirs, others):
    journey.to("agreed")
    assert send(who, "withdraw", code=others).status_code == 422
    assert send(who, "withdraw", code=theirs).status_code == 302
    assert status_of(journey) == "withdrawn"


def test_stopping_twice_is_refused_in_a_sentence(journey, send):
    journey.to("proposed")
    send("coordinator", "withdraw", code="by_coordinator")
    again = send("coordinator", "withdraw", code="by_coordinator")
    assert again.status_code == 409
    assert "Dit kan niet meer: de stand is nu “ingetrokken”." in again.content.decode()


DEEDS = ["answer_profile", "answer_care", "answer_candidate", "agree_payment", "answer_definite"]
STEERS = ["release", "withdraw"]


@pytest.mark.parametrize("name", [*DEEDS, *STEERS])
def test_no_deed_opens_for_a_stranger(journey, people, signed_in, name):
    journey.to("released")
    address = reverse(f"proposals:{name}", args=[journey.placement.public_id])
    for who in ["stranger", "foreign_agent", "foreign_worker", "municipal_officer"]:
        for method in ["get", "post"]:
            status = getattr(signed_in(getattr(people, who)), method)(address).status_code
            assert status in {403, 404}, who


@pytest.mark.parametrize("name", [*DEEDS, *STEERS])
def test_no_deed_opens_on_what_does_not_exist(people, signed_in, name):
    address = reverse(f"proposals:{name}", args=[uuid4()])
    for who in ["coordinator", "caseworker", "agent"]:
        assert signed_in(getattr(people, who)).get(address).status_code in {403, 404}


def test_a_substitute_answers_for_whom_they_stand_in(journey, send, people, signed_in):
    journey.to("proposed")
    with arranging():
        Absence.objects.create(
            absent=people.caseworker,
            substitute=people.colleague,
            first_day=NOW.date(),
            last_day=NOW.date(),
        )
    assert send("colleague", "answer_care", answer="yes").status_code == 302


def test_the_corporation_takes_back_a_home_that_is_held(journey, people, signed_in):
    journey.to("proposed")
    with arranging():
        home = Placement.objects.select_related("dwelling").get(pk=journey.placement.pk).dwelling
    address = reverse("proposals:withdraw_home", args=[home.public_id])
    assert signed_in(people.agent).post(address, {}).status_code == 422
    answer = signed_in(people.agent).post(address, {"code": "sold"})
    assert (answer.status_code, answer.url) == (
        302,
        reverse("dwellings:detail", args=[home.public_id]),
    )
    assert status_of(journey) == "withdrawn"
