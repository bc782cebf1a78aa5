"""A page of every role, and of somebody with two, as a reader gets it who chose English."""

import pytest
from django.urls import reverse

from pact.accounts.models import Membership
from tests.access.door import ADM, COO, CW, EVERYONE, FG, LA, MUN, NW, OVS, ByRole
from tests.access.table.proposals import placement_of
from tests.browser.tongues import chosen, in_another_language
from tests.factories import DwellingFactory, MembershipFactory, party

PLACEMENT = "proposals:placement"
PAGES = {
    COO: "proposals:table",
    CW: PLACEMENT,
    LA: "dwellings:list",
    NW: "introductions:list",
    MUN: "reporting:quota",
    OVS: "decisions:list",
    FG: "audit:looks",
    ADM: "administration:overview",
}


@pytest.fixture
def wrong(showcase, signed_in):
    """What is wrong with the page at an address for this reader."""

    def look(reader: Membership, path: str) -> list[str]:
        with chosen("en", reader.user):
            answer = signed_in(reader).get(path)
        assert answer.status_code == 200
        found = in_another_language(answer.content.decode(), "en")
        return found + showcase.faults_of(answer, path)

    return look


@pytest.mark.parametrize("role", EVERYONE)
def test_the_work_and_a_page_of_a_role(people, wrong, role):
    cast = ByRole(people)
    placement = placement_of(cast)
    DwellingFactory(offered_by=cast[LA])
    of_placement = {"public_id": placement.public_id} if PAGES[role] == PLACEMENT else {}

    assert wrong(cast[role], "/") == []
    assert wrong(cast[role], reverse(PAGES[role], kwargs=of_placement)) == []


def test_the_account_of_somebody_with_two_roles(people, wrong):
    coordinator = people.coordinator
    MembershipFactory(user=coordinator.user, role=OVS, party=party(people.office), is_current=False)

    assert wrong(coordinator, reverse("accounts:me")) == []
