"""Who hears what about introductions. A message holds a reference and an address, no person."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from pact.access.actor import Actor
from pact.common.dates import local_date
from pact.outbox.queue import About, drop, tell
from placements.candidates.models import Candidate
from placements.introductions.models import Exemption, Introduction

REMINDERS = ["introduction_due", "introduction_overdue", "first_contact_missing"]

PLAN_REMINDERS = ["catch_up_due", "catch_up_overdue"]
DECISION_MESSAGES = ["exemption_asked", "exemption_overdue"]


def no_longer_wait_for(*objects: Introduction | Candidate) -> None:
    """Drop the reminders that wait to be sent; the next sweep makes those that still hold."""
    for row in objects:
        drop(row.public_id, REMINDERS)


def tell_planned(introduction: Introduction, *, by: Actor, at: datetime) -> None:
    if by.membership_id == introduction.worker_id:
        return
    tell(
        "introduction_planned",
        about=_about(introduction),
        path=reverse("introductions:detail", args=[introduction.public_id]),
        recipients=[introduction.worker_id],
        due_on=local_date(at),
        act_by=introduction.planned_on,
        at=at,
    )


def tell_replaced(introduction: Introduction, before: int, *, by: Actor, at: datetime) -> None:
    """Whoever introduced until now no longer sees it, so that this leads to their list."""
    if by.membership_id == before:
        return
    tell(
        "introduction_replaced",
        about=_about(introduction),
        path=reverse("introductions:list"),
        recipients=[before],
        due_on=local_date(at),
        at=at,
    )


def ask_for_introducer(introduction: Introduction, *, at: datetime) -> None:
    """Whoever has the case now may name somebody else than the party that gave it away."""
    tell(
        "introducer_wanted",
        about=_about(introduction),
        path=reverse("introductions:detail", args=[introduction.public_id]),
        recipients=[introduction.caseworker_id],
        due_on=local_date(at),
        at=at,
    )


def tell_stopped(introduction: Introduction, *, by: Actor, at: datetime) -> None:
    """A worker no longer sees an introduction that stopped, so that theirs leads to their list."""
    detail = reverse("introductions:detail", args=[introduction.public_id])
    for member, path in [
        (introduction.worker_id, reverse("introductions:list")),
        (introduction.caseworker_id, detail),
    ]:
        if by.membership_id != member:
            tell(
                "introduction_stopped",
                about=_about(introduction),
                path=path,
                recipients=[member],
                due_on=local_date(at),
                at=at,
            )


def tell_of_redrawn_area(
    introduction: Introduction, *, recipients: list[int], last_day: date, today: date, at: datetime
) -> None:
    tell(
        "area_redrawn",
        about=_about(introduction),
        path=reverse("introductions:detail", args=[introduction.public_id]),
        recipients=recipients,
        due_on=today,
        act_by=last_day,
        at=at,
    )


def tell_goes_on(introduction: Introduction, *, by: Actor, at: datetime) -> None:
    """A stop was taken back: who introduces and who has the case go on with it."""
    drop(introduction.public_id, ["introduction_stopped"])
    members = {introduction.worker_id, introduction.caseworker_id}
    tell(
        "introduction_goes_on",
        about=_about(introduction),
        path=reverse("introductions:detail", args=[introduction.public_id]),
        recipients=[member for member in members if by.membership_id != member],
        due_on=local_date(at),
        at=at,
    )


def tell_other_date(introduction: Introduction, *, by: Actor, at: datetime) -> None:
    """What still waits to be told of the date that fell through is told with the new one."""
    drop(introduction.public_id, ["introduction_planned"])
    tell_planned(introduction, by=by, at=at)


def tell_of_exemption(kind: str, exemption: Exemption, **how: Any) -> None:
    candidate = exemption.candidate
    tell(
        kind,
        about=About(kind="candidate", public_id=candidate.public_id, reference=candidate.reference),
        path=reverse("introductions:candidate", args=[candidate.public_id]),
        **how,
    )


def nobody_waits_for_a_decision(candidate: Candidate) -> None:
    drop(candidate.public_id, DECISION_MESSAGES)


def nobody_waits_for_the_plan(candidate: Candidate) -> None:
    drop(candidate.public_id, PLAN_REMINDERS)


def _about(introduction: Introduction) -> About:
    return About(
        kind="introduction",
        public_id=introduction.public_id,
        reference=introduction.candidate.reference,
    )
