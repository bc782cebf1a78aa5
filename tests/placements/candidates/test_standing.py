"""What a candidate's file says of now: who is on turn, and how the placement stands."""

import pytest
from django.urls import reverse

from tests.factories import CandidateFactory, DwellingFactory, PlacementFactory

NOW = {
    "proposed": "er is een woning voorgesteld.",
    "agreed": "iedereen is het eens over een woning; het huurcontract moet nog worden getekend.",
    "leased": "het huurcontract is getekend en moet nog ingaan.",
    "moved_in": "het huurcontract van een woning is ingegaan.",
}


def file_of(case, client) -> str:
    return client.get(reverse("candidates:file", args=[case.public_id])).content.decode()


def placed(people, status: str):
    case = CandidateFactory(
        caseworker=people.caseworker, status="housed" if status == "moved_in" else "admitted"
    )
    lives = status in NOW
    home = DwellingFactory(offered_by=people.agent, status="reserved" if lives else "offered")
    return PlacementFactory(
        candidate=case, dwelling=home, status=status, status_code="" if lives else "no_answer"
    )


@pytest.mark.parametrize("status", NOW)
@pytest.mark.parametrize("who", ["caseworker", "coordinator"])
def test_a_placement_that_lives_is_told_in_its_own_words(people, signed_in, who, status):
    case = placed(people, status).candidate
    page = file_of(case, signed_in(getattr(people, who)))
    assert [words for words in NOW.values() if words in page] == [NOW[status]]


@pytest.mark.parametrize("status", ["declined", "withdrawn", "lapsed", "cancelled"])
def test_a_placement_that_ended_is_not_told_as_now_and_can_be_opened(people, signed_in, status):
    placement = placed(people, status)
    page = file_of(placement.candidate, signed_in(people.caseworker))
    assert not [words for words in NOW.values() if words in page]
    assert "kennismaken met een gebied" in page
    assert reverse("proposals:placement", args=[placement.public_id]) in page
    assert "De laatste plaatsing" in page
