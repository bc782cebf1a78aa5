"""Everybody locks in one order: place, dwelling, candidate, placement. So nobody waits in a circle."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from municipalities.models import Place
from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from pact.common.waiting import patiently
from placements.candidates.models import Candidate
from placements.dwellings.models import Dwelling
from placements.proposals.models import Placement


@dataclass(frozen=True)
class Locked:
    """A placement with all it holds, locked until the end of the transaction."""

    placement: Placement
    dwelling: Dwelling
    candidate: Candidate


def lock_placement(placement: Placement, *, by: Actor) -> Locked:
    """Lock a placement and what it holds; what was read before the lock is read again.

    Done as a consequence, because a letting agent may not write the candidate that they lock.
    """
    with patiently(), acting_as(by.consequence()):
        place_id = Placement.objects.values_list("place_id", flat=True).get(pk=placement.pk)
        if place_id is not None:
            Place.objects.select_for_update().get(pk=place_id)
        dwelling = Dwelling.objects.select_for_update().get(pk=placement.dwelling_id)
        candidate = Candidate.objects.select_for_update().get(pk=placement.candidate_id)
        locked = Placement.objects.select_for_update().get(pk=placement.pk)
    if locked.place_id != place_id:
        raise Refused(
            _("Somebody else changed this placement at the same moment. Open the page again.")
        )
    return Locked(placement=locked, dwelling=dwelling, candidate=candidate)
