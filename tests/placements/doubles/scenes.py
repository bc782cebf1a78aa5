"""Somebody whom two parties enter, each in their own way of writing."""

import uuid
from datetime import UTC, datetime

from django.db import connection
from django.urls import reverse

from pact.access.actor import acting_as
from placements.candidates import actions
from placements.candidates.models import Candidate, Fingerprint
from placements.guidance.actions import submit_application
from tests.conftest import actor_for
from tests.database import arranging
from tests.placements.candidates.filled import answers

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def drafted(member, at=NOON, **other) -> Candidate:
    with acting_as(actor_for(member)) as by:
        return actions.start_application(answers=answers(**other), by=by, at=at)


def submitted(member, at=NOON, *, has_rung=False, **other) -> Candidate:
    candidate = drafted(member, at, **other)
    with acting_as(actor_for(member)) as by:
        submit_application(candidate=candidate, by=by, at=at, has_rung=has_rung)
    return now_of(candidate)


def now_of(row):
    with arranging():
        return type(row).objects.get(pk=row.pk)


def digests_in(candidate: Candidate) -> list[list[str]]:
    with arranging():
        rows = Fingerprint.objects.filter(candidate=candidate).order_by("uitstromer__number")
        return list(rows.values_list("digests", flat=True))


def ask(candidate: Candidate) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select placements_entered_elsewhere(%s)", [candidate.pk])
        return cursor.fetchone()[0]


def submits(client, candidate: Candidate, member, **typed):
    """What the page answers to whoever sends it."""
    sent = {"form_key": str(uuid.uuid4()), "to": member.public_id, **typed}
    return client.post(reverse("guidance:submit", args=[candidate.public_id]), sent)


def set_status(candidate: Candidate, status: str) -> None:
    """Put a case in a state without walking there; nothing that follows from it happens."""
    held = "now()" if status == "on_hold" else "null"
    with arranging(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            f"update placements_candidate set status = %s, held_since = {held} where id = %s",
            [status, candidate.pk],
        )
        cursor.execute("set local session_replication_role = origin")
