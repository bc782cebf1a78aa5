"""Every page that tells something about a person leaves one line that says about whom."""

import html

import pytest
from django.db import connection
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.urls import reverse

from pact.audit.models import Look
from placements.introductions.models import Exemption
from tests.database import arranging
from tests.factories import WINTER, DwellingFactory
from tests.privacy.canaries import Canary
from tests.privacy.crawl import addresses_of, found, without_own_name
from tests.privacy.household import household

pytestmark = pytest.mark.slow

C = Canary
NOT_A_PERSON = {
    C.REFERENCE,
    C.CONTACT_PERSON,
    C.CARE_PARTY,
    C.DWELLING_ADDRESS,
    C.ROOMS,
    C.RENT,
    C.COMPLEX,
    C.WORKER,
    C.AVOIDED,
    C.PREFERRED,
}
"""A deed's page names the case that it is about; a list of districts is no one's."""


def looks_since(pk: int) -> list[Look]:
    with arranging():
        return list(Look.objects.filter(pk__gt=pk, outcome="shown"))


def last_look() -> int:
    with arranging():
        return Look.objects.aggregate(last=Coalesce(Max("pk"), 0))["last"]


def about(looks: list[Look]) -> list[tuple]:
    return [(look.candidate_id, look.care_party_id) for look in looks]


@pytest.mark.parametrize(
    ("reader", "state"),
    [
        ("caseworker", "draft"),
        ("caseworker", "moved_in"),
        ("coach", "moved_in"),
        ("agent", "released"),
        ("worker", "moved_in"),
        ("coordinator", "submitted"),
        ("coordinator", "agreed"),
        ("lead", "returned"),
        ("substitute", "released"),
        ("other_agent", "proposed"),
        ("introducer", "introduced"),
        ("privacy_officer", "moved_in"),
        ("pact_privacy_officer", "ended"),
    ],
)
def test_a_page_about_somebody_leaves_one_line(people, signed_in, reader, state):
    member = getattr(people, reader)
    home = household(people, state=state, worker=member if reader == "introducer" else None)
    client, told = signed_in(member), 0
    for address in addresses_of(home, member.role):
        before = last_look()
        page = client.get(address)
        text = without_own_name(html.unescape(page.content.decode(errors="replace")))
        if page.status_code != 200 or not found(text) - NOT_A_PERSON or "?" in address:
            continue
        told += 1
        seen = (home.candidate.pk, home.candidate.care_party_id)
        assert about(looks_since(before)) == [seen], address
    assert told


def test_so_do_pages_that_follow_from_a_question(people, signed_in):
    home = household(people, state="introduced")
    candidate, free = home.candidate, DwellingFactory(offered_by=people.agent, status="offered")
    with arranging():
        Exemption.objects.create(
            candidate=candidate,
            care_party=candidate.care_party,
            caseworker=people.caseworker,
            code="urgent",
            catch_up="after_move_monthly",
            catch_up_by=WINTER.date(),
            asked_by=people.caseworker,
            asked_at=WINTER,
            decide_by=WINTER.date(),
        )
    pages = [
        (people.receiver, reverse("proposals:takeover", args=[home.takeover.public_id])),
        (
            people.coordinator,
            reverse("introductions:decide_exemption", args=[candidate.public_id]),
        ),
        (
            people.coordinator,
            reverse("proposals:propose", args=[free.public_id, candidate.public_id]),
        ),
    ]
    for member, address in pages:
        before = last_look()
        assert signed_in(member).get(address).status_code == 200, address
        assert about(looks_since(before)) == [(candidate.pk, candidate.care_party_id)], address


def test_who_cannot_be_logged_reads_nothing(people, signed_in):
    """The line is in the transaction of the page: without the one there is no other."""
    home = household(people, state="released")
    pages = [
        (people.caseworker, "candidates:file", home.candidate),
        (people.caseworker, "guidance:track", home.guidance),
        (people.agent, "proposals:placement", home.placement),
        (people.worker, "introductions:detail", home.introduction),
        (people.coordinator, "signals:of_placement", home.placement),
    ]
    with arranging(), connection.cursor() as cursor:
        cursor.execute("revoke insert on audit_look from pact_app")

    for member, name, row in pages:
        client = signed_in(member)
        client.raise_request_exception = False
        page = client.get(reverse(name, args=[row.public_id]))
        assert page.status_code == 500, name
        assert found(page.content.decode()) == set(), name
