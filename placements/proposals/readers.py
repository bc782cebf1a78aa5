"""In which column of the access matrix somebody stands before a placement."""

from enum import StrEnum

from pact.access.actor import Actor
from pact.accounts.roles import Role
from placements.proposals.models import Placement


class Reader(StrEnum):
    """The columns that may open a placement at all."""

    CASEWORKER = "cw"
    AGENT_BEFORE_RELEASE = "lao"
    AGENT_AFTER_RELEASE = "lar"
    NEIGHBOUR = "nw"
    COORDINATOR = "coo"
    OFFICER = "fg"

    @property
    def knows_the_start(self) -> bool:
        """Whoever reads when the lease starts, before it is signed."""
        return self not in {Reader.AGENT_BEFORE_RELEASE, Reader.NEIGHBOUR}

    @property
    def takes_part(self) -> bool:
        """Whoever sees how the proposal stands, answer by answer."""
        return self != Reader.NEIGHBOUR


COLUMNS = {
    Role.COORDINATOR: Reader.COORDINATOR,
    Role.CASEWORKER: Reader.CASEWORKER,
    Role.NEIGHBOURHOOD_WORKER: Reader.NEIGHBOUR,
    Role.PRIVACY_OFFICER: Reader.OFFICER,
}


def reader_of(placement: Placement, actor: Actor) -> Reader:
    """After release only the letting agent who is named on the placement knows who it is."""
    if actor.is_a(Role.LETTING_AGENT):
        released = placement.released_at is not None and actor.acts_for(placement.agent_id)
        return Reader.AGENT_AFTER_RELEASE if released else Reader.AGENT_BEFORE_RELEASE
    return COLUMNS[Role(actor.role)]


def may_name_agent(placement: Placement, actor: Actor) -> bool:
    """Who lets a home knows the household: nobody gives that to themselves."""
    lets_it = actor.is_a(Role.LETTING_AGENT) and actor.acts_for(placement.agent_id)
    return lets_it or actor.is_a(Role.COORDINATOR)
