"""Reads of who looked. ``visible_to`` is the only door."""

from functools import reduce
from operator import or_
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
        return self.filter(reduce(or_, _parts(reader), Q(pk__in=[])))

    def visible_in_parts_to(self, reader: Reader) -> list[Self]:
        """The same looks in sets that may overlap, each of which has an index by time."""
        return [self.filter(part) for part in _parts(reader)]


def _parts(reader: Reader) -> list[Q]:
    if reader.role != Role.PRIVACY_OFFICER:
        return []
    return [
        Q(care_party_id=reader.party_id),
        Q(party_id=reader.party_id),
        Q(is_the_office(reader.party_id)),
    ]
