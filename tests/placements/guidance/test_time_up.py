"""When the agreed time is over guidance is ended or extended: it is asked, and stands under My work."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.outbox.models import Message
from placements.guidance.actions import extend
from placements.guidance.models import ContactMoment, Guidance
from placements.guidance.tasks import remind_contact_moments
from placements.overview.work import work_of
from placements.proposals.actions import end_track
from placements.tenancies.actions import complete
from tests.database import arranging
from tests.factories import GuidanceFactory, add_uitstromer
from tests.placements.proposals.road import Journey

LAST_DAY = date(2028, 12, 15)
OVER = datetime(2028, 12, 15, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    """Guided by a coach, with nothing left to hold."""
    journey = Journey(people).to("moved_in")
    with arranging():
        Guidance.objects.update(responsible=people.coach)
        ContactMoment.objects.all().delete()
    return journey


def work(journey: Journey, who: str, on: date = LAST_DAY) -> list[tuple[str, date | None]]:
    actor = journey.as_(who)
    with acting_as(actor):
        return [(item.address, item.due) for item in work_of(actor, on).own]


def reminded(at: datetime, time_machine) -> list[tuple[int, date]]:
    time_machine.move_to(at, tick=False)
    remind_contact_moments()
    with arranging():
        told = Message.objects.filter(kind="guidance_time_up").order_by("due_on")
        return list(told.values_list("recipient", "due_on"))


def test_whoever_guides_ends_or_extends_it_and_is_asked_once(journey, people, time_machine):
    track = reverse("guidance:track", args=[journey.guidance.public_id])
    assert work(journey, "coach", LAST_DAY - A_DAY) == []
    assert reminded(OVER - A_DAY, time_machine) == []

    assert work(journey, "coach") == [(track, LAST_DAY)]
    assert reminded(OVER, time_machine) == [(people.coach.pk, LAST_DAY)]
    assert reminded(OVER + A_DAY, time_machine) == [(people.coach.pk, LAST_DAY)]

    longer = {"guidance": journey.guidance, "code": "goals_not_met", "until": date(2029, 6, 1)}
    journey.do(extend, by="coach", at=OVER, **longer)
    assert work(journey, "coach", LAST_DAY + A_DAY) == []
    assert reminded(datetime(2029, 6, 1, 9, tzinfo=UTC), time_machine) == [
        (people.coach.pk, LAST_DAY),
        (people.coach.pk, date(2029, 6, 1)),
    ]


def test_once_nobody_is_guided_the_caseworker_completes_the_placement(journey):
    other = GuidanceFactory(
        candidate=journey.candidate, uitstromer=add_uitstromer(journey.candidate)
    )
    page = reverse("proposals:placement", args=[journey.placement.public_id])
    journey.do(end_track, by="coach", at=OVER, guidance=journey.guidance, code="goals_met")
    assert work(journey, "caseworker") == []
    journey.do(end_track, by="caseworker", at=OVER, guidance=other, code="by_decision")
    assert work(journey, "caseworker") == [(page, LAST_DAY)]
    assert work(journey, "coach") == []

    journey.do(complete, by="caseworker", at=OVER, placement=journey.placement)
    assert work(journey, "caseworker") == []
