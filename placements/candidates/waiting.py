"""How long a candidate waits: from the admission on, less the days on hold."""

from datetime import date

from pact.common.dates import local_date
from placements.candidates.models import Candidate
from placements.candidates.states import CLOSED
from placements.candidates.states import CandidateStatus as S

NO_LONGER_WAITS = {S.HOUSED, *CLOSED}


def waiting_days(candidate: Candidate, on: date) -> int | None:
    """The days waited until ``on``, or nothing where the wait has not begun."""
    if candidate.waiting_since is None:
        return None
    until = on
    if candidate.status in NO_LONGER_WAITS:
        until = min(on, local_date(candidate.status_at))
    elif candidate.held_since is not None:
        until = min(on, candidate.held_since)
    return max((until - candidate.waiting_since).days - candidate.days_on_hold, 0)
