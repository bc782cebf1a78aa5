"""Where no party introduces, a caseworker of the care party does: with what introducing needs."""

from datetime import date

import pytest
from django.urls import reverse

from pact.access.actor import acting_as
from pact.outbox.models import Message
from placements.candidates.models import Candidate, Card, Identity, Need
from placements.introductions.models import Introduction
from placements.introductions.reminders import remind
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, IntroductionFactory

AT_SIX = "Alleen na zessen"


@pytest.fixture
def introduction(people) -> Introduction:
    candidate = CandidateFactory(
        caseworker=people.caseworker,
        tables__card__first_name="Roepnaam",
        tables__card__agreed_contact=AT_SIX,
        tables__card__call_first=True,
    )
    GuidanceFactory(candidate=candidate)
    return IntroductionFactory(
        candidate=candidate,
        worker=people.introducer,
        status="planned",
        first_contact_on=None,
        contacts=[],
    )


def page(introduction: Introduction) -> str:
    return reverse("introductions:detail", args=[introduction.public_id])


def test_they_read_whom_to_call_and_that_they_ring_first(introduction, people, signed_in):
    client = signed_in(people.introducer)
    text = client.get(page(introduction)).content.decode()
    assert "Roepnaam" in text
    assert AT_SIX in text
    assert "Bel eerst" in text
    assert "Roepnaam" in client.get(reverse("introductions:list") + "?show=start").content.decode()
    edit = reverse("introductions:name_worker", args=[introduction.public_id])
    assert edit not in text


def test_and_the_card_is_all_that_is_theirs(introduction, people, actor_of):
    with acting_as(actor_of(people.introducer)):
        assert (Card.objects.count(), Need.objects.count(), Identity.objects.count()) == (1, 1, 0)
    with acting_as(actor_of(people.colleague)):
        assert (Card.objects.count(), Need.objects.count()) == (0, 0)


def test_once_another_party_took_over_its_caseworker_is_reminded(
    introduction, people, signed_in, now
):
    with arranging():
        introduction.candidate.takeovers.create(
            caseworker=people.caseworker,
            asked_by=people.caseworker,
            from_party=people.caseworker.party,
            to_party=people.stranger.party,
            to=people.stranger,
            asked_at=now,
            reference=introduction.candidate.reference,
            guided_since=date(2026, 2, 2),
            status="accepted",
            status_at=now,
        )
        Candidate.objects.filter(pk=introduction.candidate_id).update(
            care_party=people.stranger.party, caseworker=people.stranger
        )
        remind(today=now.date(), at=now)
        told = Message.objects.filter(object_id=introduction.public_id)
        members = set(told.values_list("meant_for_id", flat=True))
    assert people.stranger.pk in members
    assert people.introducer.pk not in members
    assert signed_in(people.introducer).get(page(introduction)).status_code == 404
    assert signed_in(people.stranger).get(page(introduction)).status_code == 200
