"""Parties that ended, and what is still open there: once the day has come somebody looks again."""

from collections.abc import Iterator
from datetime import date

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.access.actor import Actor, acting_as
from pact.agreement.models import Party
from pact.common.shown import day_in_words
from placements.dwellings.models import Dwelling
from placements.guidance.models import Guidance
from placements.introductions.models import Introduction
from placements.overview.items import FETCHED, Item
from placements.proposals.models import Placement
from placements.proposals.states import LIVE

LEFT_BEHIND = "left_behind"
LISTS = {
    "candidates_left": "candidates:list",
    "introductions_left": "introductions:list",
    "placements_left": "proposals:list",
    "dwellings_left": "dwellings:list",
}
"""What may be left at a party, and where whoever hands it over finds it."""


def ended_parties(actor: Actor, today: date) -> Iterator[Item]:
    """For an administrator, who sees no case: how many of each kind, counted around their walls."""
    rows = _left_behind(today).order_by("ended_on", "pk")
    with acting_as(actor.consequence()):
        parties = list(rows[:FETCHED])
    for party in parties:
        numbers = [getattr(party, what) for what in LISTS]
        address = reverse("administration:party", args=[party.pk])
        yield _item(party.name, party.ended_on, numbers, address)


def left_behind(today: date) -> QuerySet:
    """The same as lines of another statement: name, no page, what it is, the numbers, since when."""
    parts = [part for what in LISTS for part in (Value(" "), Cast(what, CharField()))]
    shown = _left_behind(today).annotate(
        page=Value(None, UUIDField()),
        what=Value(LEFT_BEHIND, CharField()),
        numbers=Concat(*parts, output_field=CharField()),
        due=F("ended_on"),
    )
    return shown.values_list("name", "page", "what", "numbers", "due")


def to_hand_over(name: str, numbers: str, ended_on: date) -> Item:
    """Such a line, for the coordinator: at the first list on which something stands."""
    counted = [int(number) for number in numbers.split()]
    first = next(what for what, number in zip(LISTS, counted, strict=True) if number)
    return _item(name, ended_on, counted, reverse(LISTS[first]))


def _item(name: str, ended_on: date, numbers: list[int], address: str) -> Item:
    text = _("This party ended on %(day)s, and still has %(what)s. Have it handed over or ended.")
    what = ", ".join(_in_words(numbers))
    day = day_in_words(ended_on)
    return Item(title=name, text=text % {"day": day, "what": what}, address=address, due=ended_on)


def _in_words(numbers: list[int]) -> Iterator[str]:
    candidates, introductions, placements, dwellings = numbers
    if candidates:
        yield ngettext("%(n)s candidate", "%(n)s candidates", candidates) % {"n": candidates}
    if introductions:
        found = ngettext("%(n)s introduction", "%(n)s introductions", introductions)
        yield found % {"n": introductions}
    if placements:
        yield ngettext("%(n)s placement", "%(n)s placements", placements) % {"n": placements}
    if dwellings:
        found = ngettext("%(n)s dwelling on offer", "%(n)s dwellings on offer", dwellings)
        yield found % {"n": dwellings}


def _left_behind(today: date) -> QuerySet[Party]:
    """Those where something is left, with how many of each kind. Of who is guided it is the case."""
    guided = Guidance.objects.running()
    live = Placement.objects.filter(status__in=LIVE)
    numbers = {
        "candidates_left": _number(guided, "care_party", of="candidate"),
        "introductions_left": _number(Introduction.objects.going_on(), "party"),
        "placements_left": _number(live, "corporation"),
        "dwellings_left": _number(Dwelling.objects.open(), "corporation"),
    }
    something = Q(*[(f"{what}__gt", 0) for what in LISTS], _connector=Q.OR)
    return Party.objects.filter(ended_on__lte=today).annotate(**numbers).filter(something)


def _number(rows: QuerySet, party: str, *, of: str = "pk") -> Coalesce:
    there = rows.filter(**{party: OuterRef("pk")}).order_by().values(party)
    return Coalesce(Subquery(there.annotate(n=Count(of, distinct=True)).values("n")), 0)
