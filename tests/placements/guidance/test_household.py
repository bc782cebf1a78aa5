"""Guidance of a household: a track for each of its people, and P4 for every one of them."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from pact.outbox.models import Message
from placements.candidates.actions import add_person, return_application, start_application
from placements.candidates.models import Card
from placements.guidance import actions
from placements.guidance.models import ContactMoment, Guidance, Responsibility
from placements.guidance.promises import gaps_in_guidance
from placements.guidance.reminders import remind
from tests.database import arranging
from tests.factories import CandidateFactory, GuidanceFactory, add_uitstromer
from tests.placements.candidates.filled import answers
from tests.placements.candidates.test_household import about_second

DAY = datetime(2027, 3, 15, 8, 0).astimezone()


@pytest.fixture
def caseworker(people, actor_of):
    return actor_of(people.caseworker)


@pytest.fixture
def draft(caseworker, now):
    """A draft of two people."""
    with acting_as(caseworker) as by:
        candidate = start_application(answers=answers(), by=by, at=now)
        add_person(candidate=candidate, answers=about_second(), by=by, at=now)
    return candidate


@pytest.fixture
def tracks(people):
    """The two running tracks of a household that lives there."""
    first = GuidanceFactory(
        candidate__caseworker=people.caseworker, candidate__status="housed", worker=people.worker
    )
    second = add_uitstromer(first.candidate, card__first_name="Tweede")
    other = GuidanceFactory(candidate=first.candidate, uitstromer=second, worker=people.worker)
    return first, other


def submit(candidate, by, at, **coaches):
    with acting_as(by):
        return actions.submit_application(candidate=candidate, by=by, at=at, **coaches)


def gaps():
    with acting_as(Actor.system("check")):
        return [candidate.reference for candidate in gaps_in_guidance(DAY.date())]


def end(track, code, by, at=DAY):
    with acting_as(by):
        return actions.end_guidance(guidance=track, code=code, by=by, at=at)


# It opens


def test_everybody_is_guided_from_the_submission_on_each_by_their_own(
    draft, people, caseworker, now
):
    tracks = submit(draft, caseworker, now, coaches={1: people.caseworker, 2: people.colleague})
    assert [track.responsible for track in tracks] == [people.caseworker, people.colleague]
    assert {track.opened_on for track in tracks} == {now.date()}
    with arranging():
        turns = Responsibility.objects.order_by("guidance__uitstromer__number")
        assert list(turns.values_list("member", flat=True)) == [
            people.caseworker.pk,
            people.colleague.pk,
        ]
    assert gaps() == []


def test_who_was_added_to_a_returned_application_is_guided_from_then_on(
    draft, people, actor_of, caseworker, now
):
    first, second = submit(draft, caseworker, now)
    with acting_as(actor_of(people.coordinator)) as by:
        return_application(candidate=draft, codes=["need"], by=by, at=now)
    later = now + timedelta(days=3)
    with acting_as(caseworker) as by:
        add_person(candidate=draft, answers=about_second(), by=by, at=later)

    again = submit(draft, caseworker, later)
    assert [track.pk for track in again[:2]] == [first.pk, second.pk]
    assert [track.opened_on for track in again] == [now.date(), now.date(), later.date()]


def test_somebody_has_one_track(tracks):
    with pytest.raises(IntegrityError):
        GuidanceFactory(candidate=tracks[0].candidate, uitstromer=tracks[0].uitstromer)


def test_a_track_is_of_somebody_in_its_case(tracks):
    stranger = add_uitstromer(CandidateFactory())
    with pytest.raises(IntegrityError):
        GuidanceFactory(candidate=tracks[0].candidate, uitstromer=stranger)


def test_the_page_asks_who_guides_each_of_them(draft, people, signed_in):
    client, where = signed_in(people.caseworker), reverse("guidance:submit", args=[draft.public_id])
    text = client.get(where).content.decode()
    assert "Wie V. van der Bérg vanaf vandaag begeleidt" in text
    assert "Wie T. Tweepersoon vanaf vandaag begeleidt" in text

    sent = {"form_key": str(uuid.uuid4()), "to": people.caseworker.public_id}
    assert client.post(where, sent).status_code == 422
    assert client.post(where, sent | {"to_2": people.stranger.public_id}).status_code == 422
    assert client.post(where, sent | {"to_2": people.lead.public_id}).status_code == 302
    with arranging():
        coaches = Guidance.objects.order_by("uitstromer__number")
        assert list(coaches.values_list("responsible", flat=True)) == [
            people.caseworker.pk,
            people.lead.pk,
        ]


# P4


def test_somebody_without_a_track_is_a_gap(people):
    track = GuidanceFactory(candidate__caseworker=people.caseworker)
    assert gaps() == []
    add_uitstromer(track.candidate)
    assert gaps() == [track.candidate.reference]


@pytest.mark.parametrize("code", ["departed", "deceased", "by_decision"])
def test_who_has_a_home_may_lawfully_do_without_guidance_earlier(tracks, caseworker, code):
    first, other = tracks
    end(first, code, caseworker)
    assert gaps() == []
    end(other, code, caseworker)
    assert gaps() == []


def test_a_second_track_with_nobody_responsible_is_a_gap(tracks):
    with arranging():
        tracks[1].responsibilities.update(to_day=DAY.date())
    assert gaps() == [tracks[0].candidate.reference]


def test_guidance_that_ran_its_time_is_no_gap(tracks, caseworker):
    with arranging():
        Guidance.objects.update(moved_on=date(2025, 3, 1), runs_until=date(2027, 3, 1))
    for track in tracks:
        end(track, "goals_met", caseworker)
    assert gaps() == []


# It stops for one, and goes on for the other


def reminded() -> set[str]:
    with acting_as(Actor.system("remind")):
        remind(DAY)
    with arranging():
        waiting = Message.objects.filter(state="waiting", kind__startswith="moment")
        return set(waiting.values_list("path", flat=True))


def test_from_the_day_one_departs_nobody_is_reminded_of_them(tracks, people, caseworker):
    first, other = tracks
    with arranging():
        for track in tracks:
            ContactMoment.objects.create(guidance=track, kind="visit", planned_on=DAY.date())
    assert reminded() == {reverse("guidance:track", args=[each.public_id]) for each in tracks}

    end(first, "departed", caseworker)
    assert reminded() == {reverse("guidance:track", args=[other.public_id])}


def test_a_neighbourhood_worker_goes_on_meeting_who_is_still_guided(
    tracks, people, actor_of, caseworker
):
    met = []
    for track in [None, *tracks]:
        if track:
            end(track, "departed", caseworker)
        with acting_as(actor_of(people.worker)):
            met.append(sorted(Card.objects.values_list("first_name", flat=True)))
    assert met == [["Tweede", "Voornaam"], ["Tweede"], []]


def test_ending_all_of_them_does_not_say_who_died(tracks, people, caseworker):
    with acting_as(caseworker) as by:
        actions.end_all_guidance(candidate=tracks[0].candidate, code="deceased", by=by, at=DAY)
    with arranging():
        assert set(Guidance.objects.values_list("status_code", flat=True)) == {"case_closed"}


def test_of_one_who_is_left_it_does(tracks, caseworker):
    end(tracks[0], "departed", caseworker)
    with acting_as(caseworker) as by:
        actions.end_all_guidance(candidate=tracks[0].candidate, code="deceased", by=by, at=DAY)
    with arranging():
        codes = Guidance.objects.order_by("uitstromer__number")
        assert list(codes.values_list("status_code", flat=True)) == ["departed", "deceased"]


def test_ending_all_is_refused_where_one_has_time_to_go(tracks, caseworker):
    with arranging():
        Guidance.objects.update(moved_on=date(2025, 3, 1), runs_until=date(2027, 3, 1))
        Guidance.objects.filter(pk=tracks[1].pk).update(extended_until=date(2027, 9, 1))
    with acting_as(caseworker) as by, pytest.raises(Refused, match="1 september 2027"):
        actions.end_all_guidance(candidate=tracks[0].candidate, code="goals_met", by=by, at=DAY)
    with arranging():
        assert set(Guidance.objects.values_list("status", flat=True)) == {"running"}


# Who sees which


def test_a_list_says_which_of_the_household_it_is(tracks, people, signed_in):
    GuidanceFactory(candidate__caseworker=people.caseworker)
    rows = signed_in(people.caseworker).get(reverse("guidance:list")).context["rows"]
    assert sorted(row.person or 0 for row in rows) == [0, 1, 2]
    office = signed_in(people.coordinator).get(reverse("guidance:list")).content.decode()
    assert "persoon 2" in office
    assert "Verzonnen" not in office[office.index("<main") :]


def test_the_page_of_a_track_names_its_own_person(people, signed_in):
    first = GuidanceFactory(
        candidate__caseworker=people.caseworker,
        candidate__tables__identity__last_name="Eerstenaam",
    )
    second = add_uitstromer(first.candidate, identity__last_name="Tweedenaam")
    other = GuidanceFactory(candidate=first.candidate, uitstromer=second)
    client = signed_in(people.caseworker)
    pages = [
        client.get(reverse("guidance:track", args=[each.public_id])).content.decode()
        for each in (first, other)
    ]
    assert ["Eerstenaam" in text for text in pages] == [True, False]
    assert ["Tweedenaam" in text for text in pages] == [False, True]
    assert "persoon 2" in pages[1]


def test_the_file_leads_to_every_track(tracks, people, signed_in):
    where = reverse("candidates:file", args=[tracks[0].candidate.public_id])
    text = signed_in(people.coordinator).get(where).content.decode()
    for track in tracks:
        assert reverse("guidance:track", args=[track.public_id]) in text
    assert "Begeleiding van persoon 2" in text
