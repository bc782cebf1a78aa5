"""Which case a page about one is on: a stranger's does not exist."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from pact.access.requests import Request
from placements.candidates.models import Candidate


def own_case_or_404(request: Request, public_id: UUID) -> Candidate:
    """The case of who handles it, or of whom they stand in for."""
    own = Candidate.objects.visible_to(request.actor).handled_by(request.actor)
    return get_object_or_404(own.select_related("caseworker"), public_id=public_id)
