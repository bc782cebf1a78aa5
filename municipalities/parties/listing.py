"""The parties as an administrator reads them: names, signatures and handovers, each with its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from pact.agreement.models import (
    Document,
    Participation,
    Party,
    PartyAlias,
    PartyKind,
    Succession,
)
from pact.common.shown import day_in_words

DAY = "j M Y"


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


def by_kind(on: date, documents: Sequence[Document]) -> list[tuple[str, list[Line]]]:
    """Every party under its kind, those that ended last, in one statement."""
    of_party = {"party": OuterRef("pk")}
    signed = Participation.objects.filter(**of_party).order_by("document__signed_on", "pk")
    rows = Party.objects.annotate(
        known_as=ArraySubquery(
            PartyAlias.objects.filter(**of_party).order_by("name").values("name")
        ),
        signed=ArraySubquery(
            signed.values(
                it=JSONObject(
                    pk="pk",
                    title="document__title",
                    valid_from="valid_from",
                    valid_to="valid_to",
                )
            )
        ),
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
    signed = [
        Signature(
            pk=row["pk"],
            title=row["title"],
            valid_from=date.fromisoformat(row["valid_from"]),
            last_day=_day_before(row["valid_to"] and date.fromisoformat(row["valid_to"])),
        )
        for row in party.signed
    ]
    holds = {row.title: row for row in reversed(signed) if not row.is_past(on)}
    return Line(
        pk=party.pk,
        name=party.name,
        is_fictitious=party.is_fictitious,
        has_ended=party.has_ended(on),
        ended_on=party.ended_on,
        known_as=party.known_as,
        signed=[(row.signed_on, holds.get(row.title)) for row in documents],
    )


def signatures_of(party: Party) -> list[Signature]:
    """What a party signed, also what no longer holds."""
    rows = party.participations.select_related("document").order_by("document__signed_on", "pk")
    return [
        Signature(
            pk=row.pk,
            title=row.document.title,
            valid_from=row.valid_from,
            last_day=_day_before(row.valid_to),
        )
        for row in rows
    ]


def handed_over(party: Party) -> QuerySet[Succession]:
    return party.successions.select_related("successor").order_by("on", "pk")


def taken_over(party: Party) -> QuerySet[Succession]:
    return party.taken_over.select_related("predecessor").order_by("on", "pk")


def not_signed_by(party: Party) -> QuerySet[Document]:
    """What it may sign: a signature that has its last day leaves room for the next."""
    holds = Participation.objects.filter(party=party, valid_to=None)
    return Document.objects.exclude(pk__in=holds.values("document"))


def in_words(party: Party) -> dict[str, str]:
    """How it stands with a party now, for whoever typed beside somebody else."""
    names = ", ".join(party.aliases.order_by("name").values_list("name", flat=True))
    words = {_("Also known as"): names or _("no other name")}
    for row in signatures_of(party):
        words[row.title] = _in_days(row)
    given = [_handover(row.successor, row) for row in handed_over(party)]
    taken = [_handover(row.predecessor, row) for row in taken_over(party)]
    words |= {_("Handed over to"): "; ".join(given)} if given else {}
    words |= {_("Took over from"): "; ".join(taken)} if taken else {}
    if party.ended_on:
        words[_("Takes part no longer from")] = day_in_words(party.ended_on, DAY)
    return words


def _handover(other: Party, row: Succession) -> str:
    return f"{other}, {day_in_words(row.on, DAY)}: {row.scope}"


def _in_days(row: Signature) -> str:
    if row.last_day is None:
        return _("from %(day)s") % {"day": day_in_words(row.valid_from, DAY)}
    return _("from %(day)s to and including %(last)s") % {
        "day": day_in_words(row.valid_from, DAY),
        "last": day_in_words(row.last_day, DAY),
    }


def _day_before(day: date | None) -> date | None:
    return day and day - timedelta(days=1)
