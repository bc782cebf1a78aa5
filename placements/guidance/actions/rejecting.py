"""A rejected application is in nobody's hands: another party is not asked any more to take it over."""

from datetime import datetime

from django.db import transaction

from pact.access.actor import Actor, acting_as
from placements.candidates import actions as candidates
from placements.candidates.models import Candidate
from placements.guidance.actions.takeovers import close_takeover


@transaction.atomic
def reject(
    *, candidate: Candidate, code: str, by: Actor, at: datetime, version: int | None = None
) -> Candidate:
    """Refuse an application with a reason. Guidance goes on until somebody decides otherwise."""
    candidate = candidates.reject(candidate=candidate, code=code, by=by, at=at, version=version)
    with acting_as(by.consequence()):
        close_takeover(candidate, by=by, at=at)
    return candidate
