"""Who is told what about an application, and by when it is to be answered."""

from datetime import date, datetime

from django.urls import reverse

from pact.access.actor import Actor
from pact.accounts.office import coordinators, deputies
from pact.agreement.norms import norm
from pact.common.dates import local_date, working_days_after
from pact.outbox.queue import About, tell
from placements.candidates.avoided import INTRODUCTION, PLACEMENT, UnderWay
from placements.candidates.counted_on import INCOME, NEED, proposed_to
from placements.candidates.holds import last_look
from placements.candidates.models import Candidate
from placements.candidates.states import CandidateStatus


def tell_about(
    candidate: Candidate,
    kind: str,
    recipients: list[int],
    *,
    at: datetime,
    act_by: date | None = None,
    due_on: date | None = None,
) -> None:
    """Tell these members something about a case: its reference and where to look."""
    tell(
        kind,
        about=About("candidate", candidate.public_id, candidate.reference),
        path=reverse("candidates:file", args=[candidate.public_id]),
        recipients=recipients,
        due_on=due_on or local_date(at),
        at=at,
        act_by=act_by or candidate.answer_by,
    )


def who_may_decide(candidate: Candidate, *, at: datetime) -> list[int]:
    """Every coordinator but who rejected the application last."""
    return _others(candidate, coordinators(local_date(at)))


def chase(candidate: Candidate, *, at: datetime) -> None:
    """Whose turn it is has let the term pass: the deputy's decision, or the caseworker's answer."""
    is_returned = candidate.status == CandidateStatus.RETURNED
    tell_about(
        candidate,
        "application_incomplete" if is_returned else "application_overdue",
        [candidate.caseworker_id] if is_returned else _whom_to_chase(candidate, at=at),
        due_on=candidate.answer_by,
        at=at,
    )


PAGES = {PLACEMENT: "proposals:placement", INTRODUCTION: "introductions:detail"}


def tell_under_way(candidate: Candidate, hit: list[UnderWay], *, by: Actor, at: datetime) -> None:
    """Tell the coordinators, and the caseworker when somebody else wrote it; the page says what."""
    members = {*coordinators(local_date(at)), candidate.caseworker_id} - {by.membership_id}
    for each in hit:
        tell(
            "look_first",
            about=About(each.kind, each.public_id, candidate.reference),
            path=reverse(PAGES[each.kind], args=[each.public_id]),
            recipients=sorted(members),
            due_on=local_date(at),
            at=at,
        )


def tell_household_changed(
    candidate: Candidate, changed: list[str], *, by: Actor, at: datetime
) -> None:
    """Tell who agrees to this household in a home of what they read of it; the page says what."""
    placement = proposed_to(candidate)
    if placement is None or (NEED | INCOME).isdisjoint(changed):
        return
    public_id, agent = placement
    members = {*coordinators(local_date(at)), *([] if NEED.isdisjoint(changed) else [agent])}
    tell(
        "household_changed",
        about=About(PLACEMENT, public_id, candidate.reference),
        path=reverse(PAGES[PLACEMENT], args=[public_id]),
        recipients=sorted(members - {by.membership_id}),
        due_on=local_date(at),
        at=at,
    )


def look_again(held: list[Candidate], *, at: datetime) -> int:
    """Whoever handles a case on hold hears on the agreed days that it may go on; answer how many."""
    today = local_date(at)
    weeks = norm("hold_review_weeks", today)
    days = [(one, last_look(one.held_since, weeks, today)) for one in held]
    due = [(one, day) for one, day in days if day is not None]
    for candidate, day in due:
        recipients = [candidate.caseworker_id]
        tell_about(candidate, "hold_review", recipients, at=at, act_by=day, due_on=day)
    return len(due)


def _whom_to_chase(candidate: Candidate, *, at: datetime) -> list[int]:
    """The deputies; where the only one rejected it, whoever else may decide."""
    return _others(candidate, deputies(local_date(at))) or who_may_decide(candidate, at=at)


def _others(candidate: Candidate, members: list[int]) -> list[int]:
    return [member for member in members if member != candidate.rejected_by_id]


def term(key: str, day: date) -> date:
    return working_days_after(day, norm(key, day))
