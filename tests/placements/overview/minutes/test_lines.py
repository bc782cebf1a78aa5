"""What the minutes of a day say: each step and deed of the table once, in plain words."""

from datetime import date, timedelta

import pytest

from placements.candidates import actions as candidates
from placements.candidates.states import STEPS as CANDIDATE_STEPS
from placements.dwellings.actions import return_dwelling
from placements.dwellings.states import STEPS as DWELLING_STEPS
from placements.introductions import actions as introductions
from placements.overview.minutes.told import DEEDS, STEPS
from placements.proposals import actions
from placements.proposals.models import QuestionKind
from placements.proposals.states import STEPS as PLACEMENT_STEPS
from placements.proposals.tasks import chase_overdue_answers
from tests.factories import CandidateFactory, DwellingFactory
from tests.placements.overview.minutes.scenes import (
    DAY,
    NEXT_DAY,
    NOW,
    minutes_of,
    only_line,
    told,
)
from tests.placements.proposals.test_actions import AT, Scene


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def coordinator(people, signed_in):
    return signed_in(people.coordinator)


@pytest.fixture
def scene(people) -> Scene:
    return Scene(people)


def submitted(people, **details):
    return CandidateFactory(
        caseworker=people.caseworker, status="submitted", admitted_at=None, **details
    )


# Proposals


def test_a_proposal_says_when_who_where_and_which_place(scene, coordinator):
    placement = scene.propose()

    line = only_line(coordinator)

    assert line.what == "Voorgesteld: plaats 1 in 2026"
    assert (line.at, line.reference) == (AT, scene.candidate.reference)
    assert line.address == f"{scene.dwelling.address}, {scene.dwelling.city}"
    assert (line.file, line.placement) == (
        str(scene.candidate.public_id),
        str(placement.public_id),
    )
    assert (line.who, line.party) == ("Voorbeeld Coördinator", "")


def test_the_reason_for_another_than_the_first_is_told(scene, coordinator):
    scene.propose(rank=2, choice_code="urgent")

    assert only_line(coordinator).what == (
        "Voorgesteld: plaats 1 in 2026; als nummer 2: deze kandidaat kan niet wachten"
    )


def test_the_place_is_told_after_it_was_lost(scene, coordinator):
    scene.propose()
    scene.do(
        actions.withdraw, by="agent", at=NEXT_DAY, placement=scene.placement, code="by_corporation"
    )

    assert only_line(coordinator).what == "Voorgesteld: plaats 1 in 2026"


def test_every_answer_is_a_line_and_the_agreement_none_of_its_own(scene, coordinator):
    scene.agree()

    assert told(coordinator)["Antwoorden die binnenkwamen"] == [
        "De corporatie gaat in principe akkoord",
        "De zorgpartij gaat akkoord",
        "De kandidaat zegt ja",
        "De bezichtiging is geweest",
        "Het inkomen past",
        "De huisvestingsvergunning is er",
        "De corporatie gaat definitief akkoord",
    ]


def test_a_refusal_is_told_once_with_its_reason(scene, coordinator):
    scene.propose()
    scene.answer(
        actions.answer_candidate, by="caseworker", yes=False, spoke_on=DAY, code="surroundings"
    )

    assert told(coordinator) == {
        "Voorgesteld": ["Voorgesteld: plaats 1 in 2026"],
        "Antwoorden die binnenkwamen": ["De kandidaat zegt nee: buurt past niet"],
    }


def test_one_code_of_two_questions_gets_the_words_of_its_own(scene, coordinator):
    scene.propose()
    scene.answer(actions.answer_care, by="caseworker", yes=False, code="not_ready")

    assert told(coordinator)["Antwoorden die binnenkwamen"] == [
        "De zorgpartij weigert: kandidaat is er nu niet aan toe"
    ]


def test_more_time_names_the_answer_that_gets_it(scene, coordinator):
    scene.propose()
    scene.do(
        actions.extend_term,
        by="coordinator",
        placement=scene.placement,
        kind="profile",
        due_on=date(2026, 12, 1),
    )

    assert told(coordinator)["Antwoorden die binnenkwamen"] == [
        "Meer tijd om te antwoorden: in principe akkoord met het profiel"
    ]


def test_what_lapsed_by_itself_was_nobodys_deed(scene, people, signed_in, time_machine):
    scene.propose()
    late = AT.replace(month=12, day=9)
    for warned_on_the_first in (late - timedelta(days=1), late):
        time_machine.move_to(warned_on_the_first, tick=False)
        chase_overdue_answers()

    line = only_line(signed_in(people.coordinator), late.date())

    assert line.what == "Voorstel vervallen: de datum van de corporatie is voorbij"
    assert (line.who, line.party) == ("vanzelf", "")


def test_what_the_coordinator_gave_up_on_is_theirs(scene, people, signed_in, time_machine):
    scene.propose()
    late = AT.replace(month=12, day=3)
    time_machine.move_to(late, tick=False)
    scene.do(actions.release_overdue, by="deputy", at=late, placement=scene.placement)

    line = only_line(signed_in(people.coordinator), late.date())

    assert line.what == "Voorstel vervallen: geen antwoord binnen de termijn"
    assert line.who == "Voorbeeld Plaatsvervanger"


def test_a_withdrawn_application_tells_what_it_released(scene, coordinator):
    scene.propose()
    scene.do(
        actions.withdraw_candidate, by="caseworker", candidate=scene.candidate, code="own_solution"
    )

    lines = told(coordinator)

    assert lines["Voorstellen die stopten"] == ["Voorstel ingetrokken: aanmelding is ingetrokken"]
    assert lines["Aanmeldingen"] == ["Aanmelding ingetrokken: zelf een woning gevonden"]
    stopped = minutes_of(coordinator).context["parts"][1].lines[0]
    # Whose deed it was, though the machine wrote it.
    assert (stopped.who, stopped.party) == ("Voorbeeld Begeleider", scene.people.care)


# Homes


def test_a_home_that_went_back_has_its_reason(scene, coordinator):
    scene.do(return_dwelling, by="coordinator", dwelling=scene.dwelling, code="too_late")

    line = only_line(coordinator)

    assert line.what == "Teruggegeven aan de corporatie: te laat voor een kandidaat"
    assert (line.reference, line.dwelling) == ("", str(scene.dwelling.public_id))


# Applications and exceptions


def test_what_was_decided_about_applications(people, scene, coordinator):
    admitted, returned, rejected = submitted(people), submitted(people), submitted(people)
    scene.do(candidates.admit, by="coordinator", candidate=admitted)
    scene.do(
        candidates.return_application,
        by="coordinator",
        candidate=returned,
        codes=["areas", "income"],
    )
    scene.do(candidates.reject, by="coordinator", candidate=rejected, code="not_ready")
    scene.do(candidates.reconsider, by="deputy", candidate=rejected)

    assert told(coordinator) == {
        "Aanmeldingen": [
            "Toegelaten",
            "Teruggegeven om aan te vullen: bewijs van inkomensklasse, gebieden waar men wil wonen",
            "Afgewezen: nog niet toe aan zelfstandig wonen met begeleiding",
            "De afwijzing wordt heroverwogen",
        ]
    }
    page = minutes_of(coordinator)
    assert page.context["coordinators"] == ["Voorbeeld Coördinator", "Voorbeeld Plaatsvervanger"]


def test_a_case_that_stands_still_and_goes_on(scene, coordinator):
    scene.do(
        actions.hold_candidate,
        by="caseworker",
        candidate=scene.candidate,
        code="on_request",
        stop_introductions=False,
    )
    scene.do(actions.resume_candidate, by="caseworker", candidate=scene.candidate)

    assert told(coordinator) == {
        "Aanmeldingen": ["Stilgezet: op eigen verzoek", "Wacht weer op een woning"]
    }


def test_a_draft_and_what_becomes_of_it_are_nobodys_business_at_the_table(people, coordinator):
    scene = Scene(people)
    draft = CandidateFactory(caseworker=people.caseworker, status="draft", admitted_at=None)
    scene.do(actions.withdraw_candidate, by="caseworker", candidate=draft, code="own_solution")

    assert told(coordinator) == {}


@pytest.mark.parametrize(
    ("is_granted", "words"), [(True, "Uitzondering toegestaan"), (False, "Uitzondering afgewezen")]
)
def test_an_exception_is_told_when_it_is_decided(scene, coordinator, is_granted, words):
    exemption = scene.do(
        introductions.ask_exemption,
        by="caseworker",
        candidate=scene.candidate,
        code="urgent",
        catch_up="after_move_monthly",
        catch_up_by=date(2027, 6, 1),
    )
    assert told(coordinator) == {}

    scene.do(
        introductions.decide_exemption,
        by="coordinator",
        exemption=exemption,
        is_granted=is_granted,
    )

    assert only_line(coordinator).what == f"{words}: kan niet een half jaar wachten"
    assert only_line(coordinator).reference == scene.candidate.reference


def test_an_exception_is_told_again_when_it_is_taken_back(scene, coordinator):
    exemption = scene.do(
        introductions.ask_exemption,
        by="caseworker",
        candidate=scene.candidate,
        code="urgent",
        catch_up="after_move_monthly",
        catch_up_by=date(2027, 6, 1),
    )
    scene.do(introductions.decide_exemption, by="coordinator", exemption=exemption, is_granted=True)
    scene.do(introductions.revoke_exemption, by="deputy", exemption=exemption, code="other_case")

    assert told(coordinator) == {
        "Uitzonderingen op de tijd van de kennismaking": [
            "Uitzondering toegestaan: kan niet een half jaar wachten",
            "Uitzondering ingetrokken: dit hoorde bij een andere zaak",
        ]
    }


# In general


def test_no_name_of_a_household_stands_in_the_minutes(people, coordinator):
    scene = Scene(people)
    scene.candidate = CandidateFactory(
        caseworker=people.caseworker,
        tables__identity__last_name="Geheimenaam",
        tables__card__first_name="Roepnaam",
        tables__card__initials="X.Q.",
    )
    scene.propose()

    page = minutes_of(coordinator).content.decode()

    assert scene.candidate.reference in page
    for secret in ["Geheimenaam", "Roepnaam", "X.Q."]:
        assert secret not in page


def test_every_step_that_is_told_is_one_that_can_be_taken():
    lives = {
        "placement": PLACEMENT_STEPS,
        "dwelling": DWELLING_STEPS,
        "candidate": CANDIDATE_STEPS,
    }
    for kind, was, becomes in STEPS:
        assert not was or becomes in lives[kind][was], (kind, was, becomes)


def test_every_question_has_words_for_both_answers():
    answers = {name.removeprefix("answer_"): told for name, told in DEEDS.items() if told.no}

    assert set(answers) == set(QuestionKind.values)


def test_the_lines_stand_in_the_order_of_the_day(people, coordinator):
    scene = Scene(people)
    scene.do(
        return_dwelling,
        by="coordinator",
        at=AT.replace(hour=12),
        dwelling=scene.dwelling,
        code="too_late",
    )
    first = DwellingFactory(offered_by=people.agent)
    scene.do(return_dwelling, by="coordinator", at=AT, dwelling=first, code="cap_full")

    (lines,) = told(coordinator).values()

    assert [line.partition(": ")[2] for line in lines] == [
        "alle woningen van dit jaar zijn vergeven",
        "te laat voor een kandidaat",
    ]
