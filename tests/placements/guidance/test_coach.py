"""A housing coach reads the case of whom they guide, as long as they do; its caseworker writes."""

from datetime import date
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from pact.access.actor import acting_as
from pact.outbox.models import Message
from placements.candidates.models import Card, Identity, Safety
from placements.dwellings.models import Dwelling
from placements.guidance import actions as guidance
from placements.guidance.models import ContactMoment, Guidance, Responsibility
from placements.introductions.models import Contact, Introduction
from placements.proposals.models import Placement, Question
from placements.signals import actions as signals
from placements.signals.models import Signal
from tests.database import arranging
from tests.factories import GuidanceFactory, add_uitstromer
from tests.placements.proposals.road import Journey
from tests.placements.tenancies.test_actions import START_DAY

READ = [Card, Identity, Safety, Introduction, Placement, Dwelling]


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people)


def guided_by(journey: Journey, coach) -> None:
    with arranging():
        Guidance.objects.filter(candidate=journey.candidate).update(responsible=coach)


def reads(journey: Journey, name: str) -> list[str]:
    with acting_as(journey.as_(name)):
        return [model.__name__ for model in READ if model.objects.exists()]


def test_a_coach_reads_as_long_as_they_guide(journey, people):
    journey.to("proposed")
    assert reads(journey, "coach") == []

    guided_by(journey, people.coach)
    assert reads(journey, "coach") == [model.__name__ for model in READ]

    guided_by(journey, people.colleague)
    assert reads(journey, "coach") == []

    guided_by(journey, people.coach)
    over = {"status": "ended", "status_code": "departed", "ended_on": date(2026, 11, 1)}
    with arranging():
        Guidance.objects.filter(candidate=journey.candidate).update(**over)
    assert reads(journey, "coach") == []


def test_somebody_elses_coach_is_nobody_here(journey, people):
    guided_by(journey, people.stranger)
    journey.to("proposed")
    assert reads(journey, "stranger") == []


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("candidates:edit", "candidate"),
        ("guidance:hand_over", "candidate"),
        ("introductions:plan", "candidate"),
        ("introductions:stop", "introduction"),
        ("introductions:name_worker", "introduction"),
        ("proposals:answer_care", "placement"),
        ("proposals:withdraw", "placement"),
        ("tenancies:appointment", "placement"),
    ],
)
def test_what_is_written_is_the_caseworkers(journey, people, signed_in, name, of):
    journey.to("released")
    guided_by(journey, people.coach)
    address = reverse(name, args=[getattr(journey, of).public_id])
    assert signed_in(people.coach).get(address).status_code == 404
    assert signed_in(people.caseworker).get(address).status_code == 200


def test_nor_does_a_coach_write_around_the_pages(journey, people):
    journey.to("proposed")
    guided_by(journey, people.coach)
    with acting_as(journey.as_("coach")):
        rows = [Card, Identity, Safety]
        touched = [model.objects.update(caseworker=people.caseworker) for model in rows]
        touched.append(Introduction.objects.update(planned_on=date(2026, 1, 1)))
        touched.append(Contact.objects.update(is_held=False))
        touched.append(Question.objects.update(times_extended=1))
        touched.append(Placement.objects.update(rank=1))
        assert touched == [0] * 7
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Contact.objects.create(
                introduction=journey.introduction, on=date(2026, 9, 1), kind="walk"
            )


def test_pages_of_the_coach_have_no_doors_that_stay_shut(journey, people, signed_in):
    journey.to("moved_in")
    guided_by(journey, people.coach)
    client = signed_in(people.coach)
    page = client.get(reverse("proposals:placement", args=[journey.placement.public_id]))
    assert [door.name for door in page.context["doors"]] == ["signals:of_placement"]
    file = client.get(reverse("candidates:file", args=[journey.candidate.public_id]))
    deeds = ["can_edit", "can_submit", "can_ask_again"]
    assert [file.context[deed] for deed in deeds] == [False] * 3


def test_a_coach_hears_of_a_signal_and_says_how_they_see_it(journey, people):
    journey.to("moved_in")
    guided_by(journey, people.coach)
    what = {"fact": "nuisance", "happened_on": START_DAY.date(), "view": "serious"}
    signal = journey.do(
        signals.give_signal, by="agent", at=START_DAY, placement=journey.placement, **what
    )
    with arranging():
        told = Message.objects.filter(kind="signal_given").values_list("recipient_id", flat=True)
        assert set(told) == {people.caseworker.pk, people.coach.pk}

    journey.do(signals.look_at_signal, by="coach", at=START_DAY, signal=signal, view="serious")
    with arranging():
        assert Signal.objects.get(pk=signal.pk).status == "seen"


def test_the_coach_of_a_party_that_gave_the_case_away_is_not_let_in(people, signed_in):
    """An ended track keeps who was responsible: of another party's case that opens nothing."""
    track = GuidanceFactory(
        candidate__caseworker=people.stranger,
        responsible=people.coach,
        status="ended",
        status_code="departed",
        ended_on=date(2026, 11, 1),
    )
    client = signed_in(people.coach)
    for name in ["guidance:track", "guidance:add_moment"]:
        assert client.get(reverse(name, args=[track.public_id])).status_code == 404
    with acting_as(Journey(people).as_("coach")):
        assert not Guidance.objects.filter(pk=track.pk).exists()


# The others of the household


@pytest.fixture
def second(journey, people) -> Guidance:
    """A second person in the household, guided by the coach; the first by the caseworker."""
    person = add_uitstromer(journey.candidate, card__first_name="Tweede")
    return GuidanceFactory(candidate=journey.candidate, uitstromer=person, responsible=people.coach)


def tracks_of(journey, name: str) -> set[int]:
    with acting_as(journey.as_(name)):
        return set(Guidance.objects.values_list("pk", flat=True))


def test_a_coach_reads_the_guidance_of_the_whole_household(journey, second, people, signed_in):
    first = journey.guidance
    with arranging():
        visit = ContactMoment.objects.create(
            guidance=first, kind="visit", planned_on=date(2026, 12, 1)
        )
    client = signed_in(people.coach)
    page = client.get(reverse("guidance:track", args=[first.public_id]))
    text = page.content.decode()
    assert "Bezoek" in text
    assert people.caseworker.user.name in text
    assert reverse("guidance:hold_moment", args=[visit.public_id]) not in text
    assert reverse("guidance:transfer", args=[first.public_id]) not in text
    file = client.get(reverse("candidates:file", args=[journey.candidate.public_id]))
    for track in (first, second):
        assert reverse("guidance:track", args=[track.public_id]) in file.content.decode()
    listed = client.get(reverse("guidance:list")).content.decode()
    assert reverse("guidance:track", args=[second.public_id]) in listed
    assert reverse("guidance:track", args=[first.public_id]) not in listed


@pytest.mark.parametrize(
    "name",
    ["guidance:add_moment", "guidance:extend", "guidance:transfer", "proposals:end_guidance"],
)
def test_and_does_nothing_in_it(journey, second, people, signed_in, name):
    client = signed_in(people.coach)
    assert client.get(reverse(name, args=[journey.guidance.public_id])).status_code == 404
    assert client.get(reverse(name, args=[second.public_id])).status_code == 200


def test_nor_around_the_pages(journey, second, people):
    with arranging():
        visit = ContactMoment.objects.create(
            guidance=journey.guidance, kind="visit", planned_on=date(2026, 12, 1)
        )
    plan = {"kind": "plan", "planned_on": date(2026, 12, 2)}
    with acting_as(journey.as_("coach")):
        assert ContactMoment.objects.filter(pk=visit.pk).exists()
        assert ContactMoment.objects.filter(pk=visit.pk).update(light="red") == 0
        assert Responsibility.objects.filter(guidance=journey.guidance).update(to_day=None) == 0
        assert Guidance.objects.filter(pk=journey.guidance.pk).update(light="red") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            ContactMoment.objects.create(guidance=journey.guidance, **plan)
        assert ContactMoment.objects.create(guidance=second, **plan).pk


def test_for_as_long_as_they_guide_somebody_of_it(journey, second, people):
    both = {journey.guidance.pk, second.pk}
    assert tracks_of(journey, "coach") == both
    assert tracks_of(journey, "colleague") == set()
    journey.do(guidance.transfer, by="coach", guidance=second, to=people.colleague)
    assert tracks_of(journey, "coach") == set()
    assert tracks_of(journey, "colleague") == both
    with arranging():
        second.refresh_from_db()
        second.move_to("ended", at=START_DAY, code="departed", ended_on=START_DAY.date())
    assert tracks_of(journey, "colleague") == {second.pk}
    assert tracks_of(journey, "caseworker") == both


def test_with_the_policies_as_they_were_a_coach_writes_in_what_they_read(journey, second, people):
    """The control: who reads a track could write its moments."""
    migration = import_module("placements.migrations.0053_a_coach_reads_the_household")
    with arranging(), connection.cursor() as cursor:
        ContactMoment.objects.create(
            guidance=journey.guidance, kind="visit", planned_on=date(2026, 12, 1)
        )
        for statement in migration.policies(is_new=False)[1:]:
            cursor.execute(statement)
    with acting_as(journey.as_("coach")):
        theirs = ContactMoment.objects.filter(guidance=journey.guidance)
        assert theirs.update(light="red") == 1
