"""Who is acting, and how the database is told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self
from uuid import uuid4

from django.db import connection, transaction
from psycopg.sql import Literal

from pact.accounts.models import Membership
from pact.accounts.roles import Role

SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody, or a part of the machine, in one role for one party.

    ``stands_for`` holds the memberships whose work this actor may do: their own, those of
    colleagues they replace today and, for a lead, those of the party's caseworkers.
    """

    role: str
    user_id: int | None = None
    membership_id: int | None = None
    party_id: int | None = None
    municipality_id: int | None = None
    stands_for: frozenset[int] = frozenset()
    is_deputy: bool = False
    purpose: str = ""

    @classmethod
    def of(cls, membership: Membership, *, stands_for: frozenset[int] = frozenset()) -> Self:
        return cls(
            role=membership.role,
            user_id=membership.user_id,
            membership_id=membership.pk,
            party_id=membership.party_id,
            municipality_id=membership.party.municipality_id,
            stands_for=stands_for | {membership.pk},
            is_deputy=membership.is_deputy,
        )

    @classmethod
    def system(cls, purpose: str) -> Self:
        """The machine itself, for one purpose; each purpose has policies of its own."""
        if not purpose:
            raise ValueError("The machine acts for a purpose, or not at all.")
        return cls(role=SYSTEM, purpose=purpose)

    def consequence(self) -> Self:
        """The machine finishing what this actor did in rows that are not theirs to see.

        Who did it stays on every line that is written.
        """
        return replace(self, role=SYSTEM, purpose="consequence", stands_for=frozenset())

    def is_a(self, *roles: Role) -> bool:
        return self.role in roles

    def acts_for(self, membership_id: int | None) -> bool:
        return membership_id in self.stands_for


_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


def current_actor() -> Actor | None:
    return _acting.get()


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Act as somebody in one transaction; row-level security reads who.

    On leaving, the previous actor's settings come back: releasing a savepoint keeps settings, so
    that without this whoever acted last would go on acting. Within a deed of somebody else it is
    one with that deed: what fails here takes all of it back.
    """
    before = _acting.get()
    with transaction.atomic(savepoint=before is None):
        _tell_the_database(actor)
        token = _acting.set(actor)
        try:
            yield actor
        finally:
            _acting.reset(token)
        # A rollback takes the settings back by itself.
        if not connection.needs_rollback:
            _tell_the_database(before)


def _tell_the_database(actor: Actor | None) -> None:
    context = "" if actor is None else str(uuid4())
    with connection.cursor() as cursor:
        cursor.execute(_told(actor), [context])


@lru_cache(maxsize=1024)
def _told(actor: Actor | None) -> str:
    """The statement that tells who acts; written once an actor, because each deed tells it often."""
    told = [
        f"set_config({Literal(name).as_string()}, {Literal(value).as_string()}, true)"
        for name, value in _settings(actor).items()
    ]
    fixed = ", ".join(told).replace("%", "%%")
    return f"select {fixed}, set_config('pghistory.context_id', %s, true)"


def _settings(actor: Actor | None) -> dict[str, str]:
    """The transaction's settings. pghistory's two stand beside them: it copies them into each row."""
    if actor is None:
        names = ["user", "membership", "party", "municipality", "role", "purpose", "stands_for"]
        return {f"app.{name}": "" for name in names} | {"pghistory.context_metadata": ""}
    who = {
        "user": actor.user_id,
        "membership": actor.membership_id,
        "party": actor.party_id,
        "role": actor.role,
        "purpose": actor.purpose,
    }
    return {
        **{f"app.{name}": _text(value) for name, value in who.items()},
        "app.municipality": _text(actor.municipality_id),
        "app.stands_for": ",".join(str(pk) for pk in sorted(actor.stands_for)),
        "pghistory.context_metadata": json.dumps(who),
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
