"""One line of the access table: an address, a method, and what each role gets."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pact.accounts.models import Membership
from pact.accounts.roles import Role
from tests.cast import Cast

COO, CW, LA, NW = (
    Role.COORDINATOR,
    Role.CASEWORKER,
    Role.LETTING_AGENT,
    Role.NEIGHBOURHOOD_WORKER,
)
MUN, OVS, FG, ADM = (
    Role.MUNICIPAL_OFFICER,
    Role.OVERSIGHT,
    Role.PRIVACY_OFFICER,
    Role.ADMINISTRATOR,
)
EVERYONE = [COO, CW, LA, NW, MUN, OVS, FG, ADM]
KEY = "00000000-0000-4000-8000-000000000001"

PERSON_OF = {
    COO: "coordinator",
    CW: "caseworker",
    LA: "agent",
    NW: "worker",
    MUN: "municipal_officer",
    OVS: "oversight",
    FG: "privacy_officer",
    ADM: "administrator",
}


class ByRole(Mapping[Role, Membership]):
    """The cast, asked by role: ``cast[CW]`` is ours, the same as in every other test."""

    def __init__(self, people: Cast) -> None:
        self.people = people

    def __getitem__(self, role: Role) -> Membership:
        return getattr(self.people, PERSON_OF[role])

    def __iter__(self):
        return iter(PERSON_OF)

    def __len__(self) -> int:
        return len(PERSON_OF)


Made = Callable[[ByRole], dict[str, Any]]


@dataclass(frozen=True)
class Door:
    """``may`` is the status each role gets on a row of theirs; every other role gets 403.

    ``own`` makes such a row and answers the address's arguments, ``strangers`` makes one of other
    parties: whoever may open their own gets 404 for it, except who is in ``sees_all``.
    """

    name: str
    method: str
    may: Mapping[Role, int]
    own: Made | None = None
    strangers: Made | None = None
    sees_all: frozenset[Role] | set[Role] = frozenset()
    data: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def unknown(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same address for a row that does not exist."""
    return {
        name: uuid.uuid4() if isinstance(value, uuid.UUID) else 2**31 - 1
        for name, value in arguments.items()
    }
