"""Who is on turn until when, as the page says it, at every stop of one placement and after its end."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from placements.proposals import actions
from placements.proposals.states import CLOSED
from placements.tenancies import actions as tenancies
from tests.factories import CandidateFactory, DwellingFactory, PlacementFactory
from tests.placements.proposals.road import Journey
from tests.placements.tenancies.test_actions import AT, START_DAY, STARTS

TURN = re.compile(r'<p class="turn">(.*?)</p>', re.DOTALL)
CARE, HOME = "RIBW Kennemerland/Amstelland en de Meerlanden", "Pré Wonen"
TWO_YEARS_LATER = datetime(2028, 12, 15, 9, tzinfo=UTC)


def on_turn(who: str, what: str) -> str:
    return f"Nu aan zet: {who} {what}"


@pytest.fixture
def turns(people, signed_in, time_machine):
    """What the page of a placement says of whose turn it is, to the coordinator, at a moment."""

    def read(placement, at: datetime = AT) -> list[str]:
        time_machine.move_to(at, tick=False)
        page = signed_in(people.coordinator).get(
            reverse("proposals:placement", args=[placement.public_id])
        )
        return [" ".join(strip_tags(turn).split()) for turn in TURN.findall(page.content.decode())]

    return read


def test_the_page_says_at_every_stop_who_is_on_turn_until_when(people, turns):
    journey = Journey(people)
    agent = {"by": "agent", "at": START_DAY}

    journey.to("proposed")
    assert turns(journey.placement) == [
        on_turn(HOME, "zegt of het profiel in principe akkoord is, uiterlijk 25 november."),
        on_turn(CARE, "zegt of het wil begeleiden in deze woning, uiterlijk 25 november."),
        on_turn(CARE, "spreekt met de kandidaat en legt het antwoord vast, uiterlijk 30 november."),
    ]
    journey.both_say_yes()
    assert turns(journey.placement) == [
        on_turn(HOME, "houdt de bezichtiging, uiterlijk 30 november."),
        on_turn(HOME, "legt de inkomenstoets vast, uiterlijk 30 november."),
        on_turn(HOME, "legt de vergunning vast, uiterlijk 30 november."),
    ]
    journey.checks_pass()
    assert turns(journey.placement) == [
        on_turn(HOME, "geeft het definitieve ja of nee, uiterlijk 7 december.")
    ]
    journey.answer(actions.answer_definite, by="agent")
    assert turns(journey.placement) == [
        on_turn(HOME, "legt het getekende huurcontract vast, uiterlijk 7 december.")
    ]
    journey.sign()
    assert turns(journey.placement) == [on_turn(HOME, "geeft de sleutels, uiterlijk 15 december.")]
    journey.do(tenancies.hand_over_keys, placement=journey.placement, on=STARTS, **agent)
    assert turns(journey.placement) == [
        on_turn(HOME, "bevestigt dat de huur is ingegaan, uiterlijk 15 december.")
    ]
    journey.start()
    assert turns(journey.placement, START_DAY) == []
    assert turns(journey.placement, TWO_YEARS_LATER) == [
        on_turn(CARE, "evalueert de begeleiding en rondt die af of gaat door.")
    ]


def test_a_term_that_has_passed_is_called_late(people, turns):
    journey = Journey(people).to("proposed")

    said = turns(journey.placement, datetime(2026, 11, 26, 9, tzinfo=UTC))

    assert [turn.endswith("te laat") for turn in said] == [True, True, False]


@pytest.mark.parametrize("status", CLOSED)
def test_of_what_is_over_nobody_is_on_turn(status, people, turns):
    placement = PlacementFactory(
        candidate=CandidateFactory(caseworker=people.caseworker),
        dwelling=DwellingFactory(offered_by=people.agent),
        status=status,
        status_code="other",
        closed_at=AT,
    )

    assert turns(placement) == []
