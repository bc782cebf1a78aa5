"""Which case a page about one is on: a stranger's does not exist."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from pact.access.requests import Request
from placements.candidates.application import with_everything
from placements.candidates.models import Candidate


def own_case_or_404(request: Request, public_id: UUID) -> Candidate:
    """The case of who handles it, or of whom they stand in for."""
    return get_object_or_404(_own(request), public_id=public_id)


def filled_in_or_404(request: Request, public_id: UUID) -> Any:
    """The same, with everything that was answered."""
    return get_object_or_404(with_everything(_own(request)), public_id=public_id)


def _own(request: Request) -> QuerySet[Candidate]:
    own = Candidate.objects.visible_to(request.actor).handled_by(request.actor)
    return own.select_related("caseworker")
