"""What the tests of introductions set up again and again."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from pact.access.actor import Actor, acting_as
from pact.outbox.models import Message
from placements.introductions.models import Introduction
from placements.introductions.reminders import remind
from placements.introductions.verification import verify_reminders
from tests.database import arranging
from tests.factories import CandidateFactory, IntroductionFactory

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=AMSTERDAM)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, tzinfo=AMSTERDAM)


def candidate(people, *, admitted: datetime, wishes: date | None, **details):
    """A candidate of our caseworker, admitted then, who wishes to move in that month."""
    return CandidateFactory(
        caseworker=people.caseworker,
        status_at=admitted,
        admitted_at=admitted,
        submitted_at=admitted,
        created_at=admitted,
        tables__need__wished_month=wishes,
        **details,
    )


def planned(person, worker, *, since: datetime, **details) -> Introduction:
    return IntroductionFactory(
        candidate=person,
        worker=worker,
        status="planned",
        status_at=since,
        first_contact_on=None,
        contacts=[],
        **details,
    )


def sweep(day: date) -> int:
    """What the worker does on a day."""
    with acting_as(Actor.system("remind")):
        return remind(today=day, at=morning(day))


def missing(day: date) -> list:
    with acting_as(Actor.system("check")):
        return verify_reminders(day)


def told() -> list[tuple]:
    """Everything that was queued and not dropped: to whom, what, for which day, whether late."""
    with acting_as(Actor.system("check")):
        rows = Message.objects.exclude(state="dropped").order_by("due_on", "kind", "recipient_id")
        return [
            (row.recipient_id, row.kind, row.due_on, row.is_late)
            for row in rows.filter(kind__startswith="introduction_o")
            | rows.filter(kind__in=["introduction_due", "first_contact_missing"])
        ]


def days_told(kind: str) -> list[date]:
    return [day for _who, what, day, _late in told() if what == kind]


def change(row, **values) -> None:
    """Change a row around the walls."""
    with arranging():
        type(row).objects.filter(pk=row.pk).update(**values)


def seen_by_the_machine(table: str) -> int:
    with acting_as(Actor.system("remind")), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]
