"""The privacy officer reads how somebody is introduced and guided, before there is any placement."""

from datetime import date

import pytest
from django.urls import reverse

from pact.audit.models import Look
from placements.guidance.models import ContactMoment
from tests.cast import Cast
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    GuidanceFactory,
    IntroductionFactory,
    MembershipFactory,
)
from tests.factories import party as party_of
from tests.placements.introductions.scenes import noon
from tests.placements.proposals.road import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(people, time_machine):
    time_machine.move_to(noon(2026, 11, 23), tick=False)
    candidate = CandidateFactory(
        caseworker=people.caseworker,
        tables__card__first_name="Roepnaam",
        tables__identity__last_name="Familienaam",
    )
    track = GuidanceFactory(candidate=candidate, responsible=people.coach, light="amber")
    with arranging():
        ContactMoment.objects.create(guidance=track, kind="visit", planned_on=date(2026, 12, 1))
    introduction = IntroductionFactory(candidate=candidate, worker=people.worker)
    return candidate, introduction, track


def pages(case) -> list[str]:
    _candidate, introduction, track = case
    return [
        reverse("introductions:detail", args=[introduction.public_id]),
        reverse("guidance:track", args=[track.public_id]),
    ]


def test_their_page_of_the_case_leads_to_both_and_so_do_the_lists(case, people, signed_in):
    client = signed_in(people.privacy_officer)
    home = client.get(reverse("candidates:file", args=[case[0].public_id])).content.decode()
    lists = [reverse("introductions:list") + "?show=running", reverse("guidance:list")]
    for page, where in zip(pages(case), lists, strict=True):
        assert page in home
        assert page in client.get(where).content.decode()


@pytest.mark.parametrize("who", ["privacy_officer", "pact_privacy_officer"])
def test_they_read_what_there_is_and_can_do_nothing(case, people, signed_in, who):
    client = signed_in(getattr(people, who))
    introduced, guided = (client.get(page).content.decode() for page in pages(case))
    for word in ["Schalkwijk", "Voorbeeld Opbouwwerker", "16 februari", "Voorbeeld Begeleider"]:
        assert word in introduced
    for word in ["Voorbeeld Woonbegeleider", "heeft aandacht nodig", "bezoek"]:
        assert word.lower() in guided.lower()
    for text in (introduced, guided):
        main = text[text.index("<main") : text.index("</main>")]
        assert "<form" not in main
        for word in ["Roepnaam", "Familienaam", "december 2026</dd>", "…</a>"]:
            assert word not in main


def test_what_they_may_not_know_is_not_called_unknown(people, signed_in):
    """When somebody wishes to move is filled in; it is only not theirs to read."""
    introduction = IntroductionFactory(
        candidate=CandidateFactory(caseworker=people.caseworker),
        worker=people.worker,
        status="planned",
        first_contact_on=None,
    )
    client = signed_in(people.privacy_officer)
    pages = [
        reverse("introductions:detail", args=[introduction.public_id]),
        reverse("introductions:list") + "?show=start",
    ]
    for text in [client.get(page).content.decode() for page in pages]:
        assert introduction.candidate.reference in text
        assert "onbekend" not in text.lower()


def test_each_look_is_logged(case, people, signed_in):
    client = signed_in(people.privacy_officer)
    for page, name in zip(pages(case), ["introductions:detail", "guidance:track"], strict=True):
        client.get(page)
        with arranging():
            look = Look.objects.latest("pk")
        assert (look.page, look.candidate_id) == (name, case[0].pk)


def test_another_partys_officer_finds_neither(case, signed_in):
    other = MembershipFactory(role="privacy_officer", party=party_of(Cast.other_care))
    client = signed_in(other)
    for page in pages(case):
        assert client.get(page).status_code == 404


def test_an_exception_is_theirs_to_read_and_nobodys_need_is(people, signed_in):
    people.coordinator  # noqa: B018 (comes into being)
    journey = Journey(people)
    journey.grant_exemption()
    page = reverse("introductions:detail", args=[journey.introduction.public_id])
    text = signed_in(people.privacy_officer).get(page).content.decode()
    assert "Uitzondering: toegestaan" in text
    assert "15 juni 2027" in text
    assert "te laat" not in text  # against the month wished, which is not theirs
