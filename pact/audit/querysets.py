"""Reads of who looked. ``visible_to`` is the only door."""

from typing import Protocol, Self

from django.db import models
from django.db.models import Q

from pact.accounts.roles import Role
from pact.agreement.office import is_the_office


class Reader(Protocol):
    """Who reads: an actor, seen from below."""

    @property
    def role(self) -> str: ...
    @property
    def party_id(self) -> int | None: ...


class LookQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """A privacy officer sees looks at their party's people and looks by its members.

        The office's officer sees all.
        """
        if reader.role != Role.PRIVACY_OFFICER:
            return self.none()
        at_our_people = Q(care_party_id=reader.party_id)
        by_our_people = Q(party_id=reader.party_id)
        return self.filter(at_our_people | by_our_people | is_the_office(reader.party_id))
