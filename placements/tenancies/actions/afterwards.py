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
from placements.proposals.querysets import PlacementQuerySet
from placements.proposals.states import EXITS, PlacementStatus
from placements.tenancies.actions.living import end_lease
from placements.tenancies.actions.transferring import put_off_transfer, transfer_lease
from placements.tenancies.actions.undoing import correct_end, take_end_back
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


@transaction.atomic
def put_off_transfer_of_home(
    *, dwelling: Dwelling, look_on: date, code: str, by: Actor, at: datetime
) -> Lease:
    """After the guidance was completed, too, an intermediary lease may wait for its transfer."""
    dwelling = Dwelling.objects.visible_to(by).get(pk=dwelling.pk)
    with acting_as(by.consequence()):
        placement = _without_guidance(dwelling)
        return put_off_transfer(
            placement=placement, look_on=look_on, code=code, by=by.consequence(), at=at
        )


@transaction.atomic
def take_end_of_home_back(*, dwelling: Dwelling, code: str, by: Actor, at: datetime) -> Placement:
    """The end of the lease of their home was a mistake of the letting agent who let it."""
    placement = _ended_by(dwelling, by=by)
    with acting_as(by.consequence()):
        return take_end_back(placement=placement, code=code, by=by.consequence(), at=at)


@transaction.atomic
def correct_end_of_home(
    *, dwelling: Dwelling, on: date, end_code: str, code: str, by: Actor, at: datetime
) -> Placement:
    """The lease of their home ended on another day, or for another reason."""
    placement = _ended_by(dwelling, by=by)
    with acting_as(by.consequence()):
        return correct_end(
            placement=placement, on=on, end_code=end_code, code=code, by=by.consequence(), at=at
        )


def _ended_by(dwelling: Dwelling, *, by: Actor) -> Placement:
    """The last placement of a home, for the letting agent who was named on it."""
    dwelling = Dwelling.objects.visible_to(by).get(pk=dwelling.pk)
    with acting_as(by.consequence()):
        placement = _lived_in(dwelling).order_by("-pk").first()
    if (
        placement is None
        or placement.status != PlacementStatus.ENDED
        or not by.acts_for(placement.agent_id)
    ):
        raise Refused(
            _(
                "Only the letting agent who let this home corrects the end of its lease. Ring the "
                "coordinator, who can do it too."
            )
        )
    return placement


def _lived_in(dwelling: Dwelling) -> PlacementQuerySet:
    return Placement.objects.filter(dwelling=dwelling).exclude(status__in=EXITS)


def _without_guidance(dwelling: Dwelling) -> Placement:
    placement = _lived_in(dwelling).first()
    if placement is None or placement.status != PlacementStatus.COMPLETED:
        raise Refused(
            _(
                "No lease of this home goes on without guidance. While somebody is guided "
                "here, record it on the page of the placement."
            )
        )
    return placement
