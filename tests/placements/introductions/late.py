"""Introductions that nobody began in time, and every reminder that the agreement calls for then."""

from datetime import date, timedelta

from placements.introductions.models import Introduction
from tests.cast import Cast
from tests.factories import WINTER, CandidateFactory, IntroductionFactory

LATEST_START = date(2026, 6, 1)
"""Half a year before the month that `CandidateFactory` wishes for."""
THREE_WEEKS = timedelta(weeks=3)


def introduced_too_late(people: Cast, number: int) -> list[Introduction]:
    people.coordinator  # noqa: B018 (is there to be told)
    return [
        IntroductionFactory(
            candidate=CandidateFactory(caseworker=people.caseworker),
            worker=people.worker,
            status="planned",
            first_contact_on=None,
            contacts=[],
        )
        for _ in range(number)
    ]


def reminders_of(people: Cast, introductions: list[Introduction]) -> list[tuple]:
    """Kind, of which introduction, to whom, for which day: as the agreement says, in order."""
    worker, day_after = people.worker.pk, LATEST_START + timedelta(days=1)
    before = [LATEST_START - timedelta(weeks=weeks) for weeks in (8, 4, 1, 0)]
    each = [
        *(("introduction_due", worker, day) for day in before),
        ("introduction_overdue", worker, day_after),
        ("introduction_overdue", people.coordinator.pk, day_after),
        ("first_contact_missing", worker, WINTER.date() + THREE_WEEKS),
    ]
    return sorted(
        (kind, introduction.public_id, member, day)
        for introduction in introductions
        for kind, member, day in each
    )
