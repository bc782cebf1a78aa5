"""Where a placement is and whose turn it is, in every state."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from placements.proposals.models import QuestionKind as Q
from placements.proposals.page.road import Asked, RoadFacts, Step, Turn, road, whose_turn
from placements.proposals.states import EXITS
from placements.proposals.states import PlacementStatus as S

TODAY = date(2026, 11, 24)
FACTS = RoadFacts(
    status=S.PROPOSED,
    today=TODAY,
    corporation="Pré Wonen",
    care="RIBW",
    proposed_on=date(2026, 11, 20),
    admitted_on=date(2026, 3, 3),
    introduced_since=date(2026, 5, 12),
    asked={
        Q.PROFILE: Asked(due_on=date(2026, 11, 25)),
        Q.CARE: Asked(due_on=date(2026, 11, 25)),
        Q.CANDIDATE: Asked(due_on=date(2026, 11, 27)),
    },
)
YES = {kind: Asked(due_on=asked.due_on, answer=True) for kind, asked in FACTS.asked.items()}
RELEASED = replace(
    FACTS,
    released_on=date(2026, 11, 23),
    asked=YES
    | {
        Q.VIEWING: Asked(due_on=date(2026, 11, 30)),
        Q.INCOME: Asked(due_on=date(2026, 12, 1)),
        Q.PERMIT: Asked(due_on=date(2026, 12, 2)),
        Q.DEFINITE: Asked(due_on=date(2026, 12, 4)),
    },
)
AGREED = replace(
    RELEASED, status=S.AGREED, agreed_on=date(2026, 11, 24), lease_by=date(2026, 12, 8)
)
LEASED = replace(AGREED, status=S.LEASED, leased_on=date(2026, 11, 24), starts_on=date(2027, 1, 1))
MOVED_IN = replace(
    LEASED,
    status=S.MOVED_IN,
    today=date(2027, 1, 4),
    started_on=date(2027, 1, 1),
    guidance_until=date(2029, 1, 1),
)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def states(facts: RoadFacts) -> str:
    return " ".join(step.state for step in road(facts))


def turns(facts: RoadFacts) -> list[str]:
    return [f"{turn.who} {turn.what}" for turn in whose_turn(facts)]


def test_a_proposal_waits_for_three_answers_side_by_side():
    assert states(FACTS) == "done done done now todo todo todo"
    assert whose_turn(FACTS) == [
        Turn(
            "Pré Wonen",
            "says whether it agrees in principle on the profile, by 25 November at the latest.",
            date(2026, 11, 25),
            False,
        ),
        Turn(
            "RIBW",
            "says whether it agrees to guide in this home, by 25 November at the latest.",
            date(2026, 11, 25),
            False,
        ),
        Turn(
            "RIBW",
            "speaks with the candidate and records the answer, by 27 November at the latest.",
            date(2026, 11, 27),
            False,
        ),
    ]


def test_the_stop_that_is_worked_at_shows_the_first_term():
    assert road(FACTS)[3] == Step("Both sides say yes", "by 25 November 2026", "now")


def test_an_answer_is_late_from_the_day_after_its_term():
    assert states(replace(FACTS, today=date(2026, 11, 25))) == "done done done now todo todo todo"
    late = replace(FACTS, today=date(2026, 11, 26))
    assert states(late) == "done done done late todo todo todo"
    assert [turn.is_late for turn in whose_turn(late)] == [True, True, False]


def test_an_introduction_that_has_not_begun_is_no_stop_passed():
    assert road(replace(FACTS, introduced_since=None))[1] == Step(
        "Introduction", "not begun", "todo"
    )


def test_after_release_the_corporation_shows_and_checks():
    assert states(RELEASED) == "done done done done now todo todo"
    assert [turn.split(",")[0] for turn in turns(RELEASED)] == [
        "Pré Wonen holds the viewing",
        "Pré Wonen records the income test",
        "Pré Wonen records the permit",
    ]


def test_what_was_checked_is_no_longer_asked():
    viewed = RELEASED.asked | {Q.VIEWING: replace(RELEASED.asked[Q.VIEWING], answer=True)}
    assert [turn.split(",")[0] for turn in turns(replace(RELEASED, asked=viewed))] == [
        "Pré Wonen records the income test",
        "Pré Wonen records the permit",
    ]


def test_after_the_checks_the_definite_yes_is_wanted():
    checked = {
        kind: replace(asked, answer=True) if kind != Q.DEFINITE else asked
        for kind, asked in RELEASED.asked.items()
    }
    assert turns(replace(RELEASED, asked=checked)) == [
        "Pré Wonen gives the definite yes or no, by 4 December at the latest."
    ]


def test_after_every_answer_nobody_is_on_turn_until_the_next_step():
    answered = {kind: replace(asked, answer=True) for kind, asked in RELEASED.asked.items()}
    assert turns(replace(RELEASED, asked=answered)) == []


def test_a_move_across_a_border_first_asks_who_pays():
    across = replace(RELEASED, payment_is_open=True)
    assert turns(across)[0] == (
        "RIBW records whether it is agreed who pays the guidance, by 4 December at the latest."
    )


def test_an_agreed_placement_waits_for_the_lease_until_the_corporations_own_date():
    assert states(AGREED) == "done done done done done now todo"
    assert turns(AGREED) == ["Pré Wonen records the signed lease, by 8 December at the latest."]


def test_a_lease_waits_for_the_keys_and_then_for_the_start():
    assert states(LEASED) == "done done done done done done now"
    assert turns(LEASED) == ["Pré Wonen hands over the keys, by 1 January 2027 at the latest."]
    with_keys = replace(LEASED, keys_on=date(2026, 12, 30))
    assert turns(with_keys) == [
        "Pré Wonen confirms the start of the lease, by 1 January 2027 at the latest."
    ]


def test_a_start_that_nobody_confirmed_is_late_the_day_after():
    on_the_day, day_after = (
        replace(LEASED, today=date(2027, 1, 1)),
        replace(LEASED, today=date(2027, 1, 2)),
    )
    what = "confirms that the lease has started, or postpones or cancels it"
    assert turns(on_the_day) == [f"Pré Wonen {what}, by 1 January at the latest."]
    assert [turn.is_late for turn in whose_turn(on_the_day)] == [False]
    assert states(day_after).endswith("late")


def test_the_start_is_told_before_it_is_worked_at():
    assert road(replace(AGREED, expected_on=date(2027, 1, 1)))[-1].when == "1 January 2027"


def test_before_release_the_introduction_is_told_by_its_month():
    assert road(replace(FACTS, introduction_by_month=True))[1].when == "May 2026"


def test_whoever_takes_no_part_sees_the_stage_and_no_terms():
    bare = replace(AGREED, asked={}, lease_by=None)
    assert road(bare)[5] == Step("Lease", "", "now")


def test_after_the_move_all_stops_are_done_and_guidance_goes_on():
    assert states(MOVED_IN) == "done done done done done done done"
    assert turns(MOVED_IN) == []


def test_once_the_two_years_are_over_the_care_party_decides():
    over = replace(MOVED_IN, today=date(2029, 1, 1))
    assert turns(over) == ["RIBW evaluates the guidance, and completes it or goes on."]


def test_completed_and_ended_placements_are_nobodys_turn():
    completed = replace(MOVED_IN, status=S.COMPLETED)
    ended = replace(MOVED_IN, status=S.ENDED, closed_on=date(2030, 5, 1))
    assert (turns(completed), turns(ended)) == ([], [])
    assert road(completed)[-1].state == "done"
    assert road(ended)[-1] == Step("lease ended", "1 May 2030", "stopped")


@pytest.mark.parametrize("status", EXITS)
def test_every_side_exit_shows_where_it_stopped(status):
    stopped = replace(RELEASED, status=status, closed_on=date(2026, 12, 1))
    assert turns(stopped) == []
    assert road(stopped)[-1] == Step(str(S(status).label), "1 December 2026", "stopped")
    assert states(stopped) == "done done done done stopped"
