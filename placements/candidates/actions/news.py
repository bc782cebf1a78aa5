"""Who is told what about an application, and by when it is to be answered."""

from datetime import date, datetime

from django.urls import reverse

from pact.access.actor import Actor
from pact.accounts.office import coordinators, deputies
from pact.agreement.norms import norm
from pact.common.dates import local_date, working_days_after
from pact.outbox.queue import About, tell
from placements.candidates.avoided import INTRODUCTION, PLACEMENT, UnderWay
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


def chase(candidate: Candidate, *, at: datetime) -> None:
    """Whose turn it is has let the term pass: the deputy's decision, or the caseworker's answer."""
    is_returned = candidate.status == CandidateStatus.RETURNED
    tell_about(
        candidate,
        "application_incomplete" if is_returned else "application_overdue",
        [candidate.caseworker_id] if is_returned else deputies(local_date(at)),
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


def term(key: str, day: date) -> date:
    return working_days_after(day, norm(key, day))
