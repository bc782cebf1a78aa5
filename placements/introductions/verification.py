"""A second, independent way to know which reminders there must be: it reads rows, not SQL's dates.

The nightly check compares. Both being wrong in the same way is unlikely; one being wrong shows.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from pact.agreement.norms import norms
from pact.common.dates import local_date, months_after, months_before
from pact.outbox.models import Message, MessageState
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus
from placements.guidance.states import GuidanceStatus
from placements.introductions.actions.catching_up import AHEAD
from placements.introductions.models import Exemption, Introduction, Verdict
from placements.introductions.reminders import NORMS
from placements.introductions.states import IntroductionStatus


class Reminder(NamedTuple):
    """What must have been told about an object on a day, to whoever was there."""

    kind: str
    object_id: UUID
    due_on: date


def verify_reminders(today: date) -> list[Reminder]:
    """The reminders that the facts call for by ``today`` and that nobody was told."""
    expected = {*expected_reminders(today), *expected_of_plans(today)}
    about = {reminder.object_id for reminder in expected}
    told = Message.objects.filter(object_id__in=about).exclude(state=MessageState.DROPPED)
    there = {Reminder(*key) for key in told.values_list("kind", "object_id", "due_on")}
    return sorted(expected - there)


def expected_reminders(today: date) -> Iterator[Reminder]:
    """Candidate by candidate, from the rows that say how it stands."""
    agreed = norms(*NORMS, on=today)
    candidates = Candidate.objects.filter(status=CandidateStatus.ADMITTED)
    for candidate in candidates.select_related("need").prefetch_related(
        "introductions", "exemptions"
    ):
        for reminder in _of_candidate(candidate, agreed):
            if reminder.due_on <= today:
                yield reminder


def expected_of_plans(today: date) -> Iterator[Reminder]:
    """Of each plan that is not done the last that must have been told: ahead of its end, or after."""
    ahead = timedelta(days=norms(AHEAD, on=today)[AHEAD])
    granted = Exemption.objects.filter(verdict=Verdict.GRANTED).stand_under_a_lease()
    for exemption in granted.select_related("candidate").prefetch_related("candidate__guidance"):
        tracks = exemption.candidate.guidance.all()
        is_guided = any(track.status == GuidanceStatus.RUNNING for track in tracks)
        if exemption.caught_up_on or not is_guided:
            continue
        whose, last = exemption.candidate.public_id, exemption.catch_up_by
        if today > last:
            yield Reminder("catch_up_overdue", whose, last + timedelta(days=1))
        elif today >= last - ahead:
            yield Reminder("catch_up_due", whose, last - ahead)


def _of_candidate(candidate: Candidate, agreed: dict[str, int]) -> Iterator[Reminder]:
    introductions = list(candidate.introductions.all())
    planned = [one for one in introductions if one.status == IntroductionStatus.PLANNED]
    running = [one for one in introductions if one.status == IntroductionStatus.STARTED]
    moved = any(one.status == IntroductionStatus.MOVED for one in introductions)
    met = bool(running) or moved
    for introduction in planned:
        yield from _not_started(
            introduction.public_id, candidate, agreed, met=met, of=[introduction]
        )
    if not planned and not running:
        yield from _not_started(candidate.public_id, candidate, agreed, met=met, of=[])
    if running:
        yield from _too_short(candidate, running, agreed)


def _not_started(
    object_id: UUID,
    candidate: Candidate,
    agreed: dict[str, int],
    *,
    met: bool,
    of: list[Introduction],
) -> Iterator[Reminder]:
    known = _known_on(candidate, of)
    target = _target(candidate, of)
    if target is not None:
        latest = months_before(target, agreed["introduction_months"])
        if known <= latest:
            for name in ("warning_weeks_1", "warning_weeks_2", "warning_weeks_3"):
                day = latest - timedelta(weeks=agreed[name])
                yield Reminder("introduction_due", object_id, max(day, known))
            yield Reminder("introduction_due", object_id, latest)
        day_after = latest + timedelta(days=1)
        yield Reminder("introduction_overdue", object_id, max(day_after, known))
    if not met and candidate.admitted_at:
        weeks = timedelta(weeks=agreed["first_contact_weeks"])
        day = local_date(candidate.admitted_at) + weeks
        yield Reminder("first_contact_missing", object_id, max(day, known))


def _too_short(
    candidate: Candidate, running: list[Introduction], agreed: dict[str, int]
) -> Iterator[Reminder]:
    target = _target(candidate, running)
    if target is None or _is_excused(candidate, running, target):
        return
    months = agreed["introduction_months"]
    latest = months_before(target, months)
    if months_after(min(one.first_contact_on for one in running), months) > target:
        since = min(local_date(one.status_at) for one in running)
        known = max([since, local_date(candidate.status_at), *_move_known(running)])
        day_after = latest + timedelta(days=1)
        yield Reminder("introduction_overdue", candidate.public_id, max(day_after, known))


def _is_excused(candidate: Candidate, running: list[Introduction], target: date) -> bool:
    """Whether an exception holds until the move; with a signed lease the one it stands on does."""
    has_lease = any(one.move_on for one in running)
    return any(
        one.verdict == Verdict.GRANTED
        and one.catch_up_by >= target
        and (has_lease or not one.is_used)
        for one in candidate.exemptions.all()
    )


def _target(candidate: Candidate, introductions: Iterable[Introduction]) -> date | None:
    """The date of the move, or else the first day of the month wished."""
    moves = [one.move_on for one in introductions if one.move_on]
    if moves:
        return max(moves)
    need = getattr(candidate, "need", None)
    return need.wished_month.replace(day=1) if need and need.wished_month else None


def _known_on(candidate: Candidate, introductions: list[Introduction]) -> date:
    days = [local_date(one.status_at) for one in introductions]
    return max([local_date(candidate.status_at), *days, *_move_known(introductions)])


def _move_known(introductions: Iterable[Introduction]) -> list[date]:
    return [one.move_known_on for one in introductions if one.move_known_on]
