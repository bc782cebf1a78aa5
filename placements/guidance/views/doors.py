"""The doors of the deeds on guidance: a stranger's track, or one that is only read, is not there."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from pact.access.requests import Request
from placements.guidance.models import ContactMoment, Guidance


def track_or_404(request: Request, public_id: UUID) -> Guidance:
    """A track that this actor does something about."""
    tracks = Guidance.objects.visible_to(request.actor).acted_on_by(request.actor)
    return get_object_or_404(tracks.select_related("candidate"), public_id=public_id)


def moment_or_404(request: Request, public_id: UUID) -> ContactMoment:
    """A contact moment of such a track, unless it was dropped."""
    moments = ContactMoment.objects.visible_to(request.actor).acted_on_by(request.actor)
    return get_object_or_404(moments.on_the_plan(), public_id=public_id)
