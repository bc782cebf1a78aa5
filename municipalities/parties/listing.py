"""The parties as an administrator reads them: names, signatures and handovers, each with its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from pact.agreement.models import Document, Participation, Party, PartyAlias, PartyKind


@dataclass(frozen=True)
class Signature:
    """A document that a party signed, with the last day on which that holds, where there is one."""

    pk: int
    title: str
    valid_from: date
    last_day: date | None

    def is_past(self, on: date) -> bool:
        return self.last_day is not None and self.last_day < on


@dataclass(frozen=True)
class Line:
    """One party in the list. ``signed`` has, for each document, its day and what holds of it."""

    pk: int
    name: str
    is_fictitious: bool
    has_ended: bool
    ended_on: date | None
    known_as: list[str]
    signed: list[tuple[date, Signature | None]]


def signed_by(party: OuterRef) -> ArraySubquery:
    """What a party signed, also what no longer holds, as a column of its row."""
    rows = Participation.objects.filter(party=party).order_by("document__signed_on", "pk")
    title = {"title": "document__title"}
    return ArraySubquery(
        rows.values(it=JSONObject(pk="pk", valid_from="valid_from", valid_to="valid_to", **title))
    )


def signatures(party: Party) -> list[Signature]:
    """What stands in that column."""
    return [
        Signature(
            pk=row["pk"],
            title=row["title"],
            valid_from=date.fromisoformat(row["valid_from"]),
            last_day=_day_before(row["valid_to"] and date.fromisoformat(row["valid_to"])),
        )
        for row in party.signed
    ]


def by_kind(on: date, documents: Sequence[Document]) -> list[tuple[str, list[Line]]]:
    """Every party under its kind, those that ended last, in one statement."""
    of_party = {"party": OuterRef("pk")}
    rows = Party.objects.annotate(
        known_as=ArraySubquery(
            PartyAlias.objects.filter(**of_party).order_by("name").values("name")
        ),
        signed=signed_by(OuterRef("pk")),
    )
    lines = [(party.kind, _line(party, on, documents)) for party in rows]
    return [
        (
            str(kind.label),
            sorted((line for of, line in lines if of == kind), key=lambda line: line.has_ended),
        )
        for kind in PartyKind
    ]


def _line(party: Party, on: date, documents: Sequence[Document]) -> Line:
    holds = {row.title: row for row in reversed(signatures(party)) if not row.is_past(on)}
    return Line(
        pk=party.pk,
        name=party.name,
        is_fictitious=party.is_fictitious,
        has_ended=party.has_ended(on),
        ended_on=party.ended_on,
        known_as=party.known_as,
        signed=[(row.signed_on, holds.get(row.title)) for row in documents],
    )


def _day_before(day: date | None) -> date | None:
    return day and day - timedelta(days=1)
