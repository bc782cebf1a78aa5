"""Who entered what about a party: from the versions that the database keeps of every row."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from municipalities.norms.history import Entry
from pact.accounts.models import User
from pact.agreement.models import Participation, Party, PartyAlias, Succession
from pact.common.shown import day_in_words

AT_MOST = 50
DAY = "j M Y"


def history_of(party: Party) -> list[Entry]:
    """The newest first. What was loaded and not entered by a person has no name."""
    either = Q(predecessor=party) | Q(successor=party)
    signed = Participation.pgh_event_model.objects.filter(party=party).select_related("document")
    handed = Succession.pgh_event_model.objects.filter(either)
    told = [
        *_told(PartyAlias.pgh_event_model.objects.filter(party=party), _of_name),
        *_told(signed, _of_signature),
        *_told(handed.select_related("predecessor", "successor"), _of_handover),
        *_told(Party.pgh_event_model.objects.filter(id=party.pk), _of_party),
    ]
    told = sorted(told, key=lambda line: line[0].pgh_created_at, reverse=True)[:AT_MOST]
    users = {event.pgh_context.get("user") for event, _text in told} - {None}
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
    return [_entry(event, text, names) for event, text in told]


def _told(events: QuerySet, words: Callable[[Any], str]) -> list[tuple[Any, str]]:
    return [(event, words(event)) for event in events.order_by("-pgh_id")[:AT_MOST]]


def _entry(event: Any, text: str, names: dict[int, str]) -> Entry:
    who = names.get(event.pgh_context.get("user")) or _("at the first load")
    return Entry(when=day_in_words(event.pgh_created_at, DAY), text=f"{capfirst(text)} · {who}")


def _of_party(event: Any) -> str:
    if event.pgh_label == "insert":
        return _("party entered: %(name)s") % {"name": event.name}
    if event.ended_on:
        return _("takes part no longer from %(day)s") % {"day": day_in_words(event.ended_on, DAY)}
    return _("goes on after all")


def _of_name(event: Any) -> str:
    return _("other name entered: %(name)s") % {"name": event.name}


def _of_signature(event: Any) -> str:
    if event.valid_to:
        words = {"document": event.document, "day": day_in_words(event.valid_to, DAY)}
        return _("signature under %(document)s: no longer from %(day)s") % words
    words = {"document": event.document, "day": day_in_words(event.valid_from, DAY)}
    return _("signature under %(document)s, from %(day)s") % words


def _of_handover(event: Any) -> str:
    return _("%(giver)s handed over to %(taker)s: %(what)s") % {
        "giver": event.predecessor,
        "taker": event.successor,
        "what": event.scope,
    }
