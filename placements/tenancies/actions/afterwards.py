"""A lease that goes on after guidance: the corporation sees no placement any more, so it speaks of its home.

What follows in rows that are not its own to see is a consequence.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.common.refusals import Refused
from placements.dwellings.models import Dwelling
from placements.proposals.models import Placement
from placements.proposals.states import EXITS, PlacementStatus
from placements.tenancies.actions.living import end_lease, transfer_lease
from placements.tenancies.models import Lease


@transaction.atomic
def end_lease_of_home(
    *, dwelling: Dwelling, on: date, code: str, by: Actor, at: datetime
) -> Placement:
    """The lease of the corporation's own home ends after the guidance was completed."""
    dwelling = Dwelling.objects.visible_to(by).get(pk=dwelling.pk)
    with acting_as(by.consequence()):
        placement = _without_guidance(dwelling)
        return end_lease(placement=placement, on=on, code=code, by=by.consequence(), at=at)


@transaction.atomic
def transfer_lease_of_home(*, dwelling: Dwelling, on: date, by: Actor, at: datetime) -> Lease:
    """An intermediary lease comes in the tenant's own name after the guidance was completed."""
    dwelling = Dwelling.objects.visible_to(by).get(pk=dwelling.pk)
    with acting_as(by.consequence()):
        placement = _without_guidance(dwelling)
        return transfer_lease(placement=placement, on=on, by=by.consequence(), at=at)


def _without_guidance(dwelling: Dwelling) -> Placement:
    placement = Placement.objects.filter(dwelling=dwelling).exclude(status__in=EXITS).first()
    if placement is None or placement.status != PlacementStatus.COMPLETED:
        raise Refused(
            _(
                "No lease of this home goes on without guidance. While somebody is guided "
                "here, record it on the page of the placement."
            )
        )
    return placement
