"""A candidate's file as somebody gets it: through the door, with everything beside it."""

from pact.access.actor import Actor
from placements.candidates.disclosure import shown, to_show
from placements.candidates.models import Candidate
from placements.candidates.readers import Head


def file_of(candidate: Candidate, actor: Actor) -> Head:
    visible = Candidate.objects.visible_to(actor)
    return shown(to_show(visible).get(pk=candidate.pk), actor)
