"""Who is told what about an application, and by when it is to be answered."""

from datetime import date, datetime

from django.urls import reverse

from pact.agreement.norms import norm
from pact.common.dates import local_date, working_days_after
from pact.outbox.queue import About, tell
from placements.candidates.models import Candidate


def tell_about(
    candidate: Candidate,
    kind: str,
    recipients: list[int],
    *,
    at: datetime,
    act_by: date | None = None,
) -> None:
    """Tell these members something about a case: its reference and where to look."""
    tell(
        kind,
        about=About("candidate", candidate.public_id, candidate.reference),
        path=reverse("candidates:file", args=[candidate.public_id]),
        recipients=recipients,
        due_on=local_date(at),
        at=at,
        act_by=act_by or candidate.answer_by,
    )


def term(key: str, day: date) -> date:
    return working_days_after(day, norm(key, day))
