"""A track that its own people change, locked; and whether it still runs."""

from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.guidance.models import Guidance
from placements.guidance.states import GuidanceStatus


def lock_running(guidance: Guidance, *, by: Actor) -> Guidance:
    """The track as it is now, for somebody whose track it is."""
    tracks = Guidance.objects.visible_to(by).acted_on_by(by).select_for_update()
    return running(tracks.get(pk=guidance.pk))


def running(guidance: Guidance) -> Guidance:
    if guidance.status != GuidanceStatus.RUNNING:
        raise Refused(
            _("This guidance ended on %(day)s, so nothing can be planned or recorded any more.")
            % {"day": day_in_words(guidance.ended_on)}
        )
    return guidance
