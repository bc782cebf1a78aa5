"""One party as an administrator reads it: its names, what it signed, handed over and took over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from municipalities.parties.listing import Signature, signatures, signed_by
from pact.agreement.models import Document, Participation, Party, PartyAlias, Succession
from pact.common.shown import day_in_words

DAY = "j M Y"


@dataclass(frozen=True)
class Handover:
    """What went from one party to another: ``other`` is the one whose page this is not."""

    other: str
    on: date
    scope: str
    source: str


@dataclass(frozen=True)
class OtherName:
    """A name beside the party's own, and where it stands so; older ones may not say."""

    name: str
    valid_from: date | None
    source: str


def whole() -> QuerySet[Party]:
    """Parties with everything that stands on their page, in one statement."""
    taken = Succession.objects.filter(successor=OuterRef("pk"))
    return Party.objects.select_related("municipality").annotate(
        called=called(),
        signed=signed_by(OuterRef("pk")),
        given=given(),
        taken=_handovers(taken, other="predecessor__name"),
    )


def called() -> ArraySubquery:
    """The other names of a party, as a column."""
    names = PartyAlias.objects.filter(party=OuterRef("pk")).order_by("name")
    shown = JSONObject(name="name", valid_from="valid_from", source="source")
    return ArraySubquery(names.values(it=shown))


def given() -> ArraySubquery:
    """What a party handed over, as a column."""
    rows = Succession.objects.filter(predecessor=OuterRef("pk"))
    return _handovers(rows, other="successor__name")


def _handovers(rows: QuerySet[Succession], *, other: str) -> ArraySubquery:
    shown = JSONObject(other=other, on="on", scope="scope", source="source")
    return ArraySubquery(rows.order_by("on", "pk").values(it=shown))


def handed_over(party: Party) -> list[Handover]:
    return handovers_of(party.given)


def taken_over(party: Party) -> list[Handover]:
    return handovers_of(party.taken)


def handovers_of(rows: list[dict[str, str]]) -> list[Handover]:
    """What a column with successions tells."""
    return [
        Handover(row["other"], date.fromisoformat(row["on"]), row["scope"], row["source"])
        for row in rows
    ]


def other_names(party: Party) -> list[OtherName]:
    return names_of(party.called)


def names_of(rows: list[dict[str, Any]]) -> list[OtherName]:
    """What a column with the other names of a party tells."""
    return [
        OtherName(
            **row | {"valid_from": row["valid_from"] and date.fromisoformat(row["valid_from"])}
        )
        for row in rows
    ]


def not_signed_by(party: Party) -> QuerySet[Document]:
    """What it may sign: a signature that has its last day leaves room for the next."""
    holds = Participation.objects.filter(party=party, valid_to=None)
    return Document.objects.exclude(pk__in=holds.values("document"))


def in_words(party: Party) -> dict[str, str]:
    """How it stands with a party now, for whoever typed beside somebody else."""
    party = whole().get(pk=party.pk)
    names = [other.name for other in other_names(party)]
    words = {_("Also known as"): ", ".join(names) or _("no other name")}
    words |= {row.title: _in_days(row) for row in signatures(party)}
    given = [_handover(row) for row in handed_over(party)]
    taken = [_handover(row) for row in taken_over(party)]
    words |= {_("Handed over to"): "; ".join(given)} if given else {}
    words |= {_("Took over from"): "; ".join(taken)} if taken else {}
    if party.ended_on:
        words[_("Takes part no longer from")] = day_in_words(party.ended_on, DAY)
    return words


def _handover(row: Handover) -> str:
    return f"{row.other}, {day_in_words(row.on, DAY)}: {row.scope}"


def _in_days(row: Signature) -> str:
    if row.last_day is None:
        return _("from %(day)s") % {"day": day_in_words(row.valid_from, DAY)}
    return _("from %(day)s to and including %(last)s") % {
        "day": day_in_words(row.valid_from, DAY),
        "last": day_in_words(row.last_day, DAY),
    }
