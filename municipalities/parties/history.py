"""Who entered what about a party: from the versions that the database keeps of every row."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from municipalities.history import AT_MOST, Entry, entry, who_wrote
from pact.agreement.models import Participation, Party, PartyAlias, Succession
from pact.common.shown import day_in_words

DAY = "j M Y"
Version = dict[str, Any]


def history_of(party: Party) -> list[Entry]:
    """The newest first, in one statement, whatever it is about."""
    names, signatures, handovers, party_itself = _told(party)
    for version, before in pairwise(party_itself):
        version["was"] = before["name"]
    versions = [
        *((version, _of_name) for version in names),
        *((version, _of_signature) for version in signatures),
        *((version, _of_handover) for version in handovers),
        *((version, _of_party) for version in party_itself),
    ]
    newest = sorted(versions, key=lambda each: each[0]["at"], reverse=True)[:AT_MOST]
    return [_entry(version, words) for version, words in newest]


def _told(party: Party) -> tuple[list[Version], ...]:
    """The versions of its names, of its signatures, of what went from or to it, and of itself."""
    own = OuterRef("pk")
    signed = {"document": "document__title", "since": "valid_from", "to": "valid_to"}
    handed = {"giver": "predecessor__name", "taker": "successor__name", "what": "scope"}
    asked = Party.objects.filter(pk=party.pk).values_list(
        _versions(PartyAlias, Q(party=own), name="name"),
        _versions(Participation, Q(party=own), **signed),
        _versions(Succession, Q(predecessor=own) | Q(successor=own), **handed),
        _versions(Party, Q(id=own), name="name", ended_on="ended_on"),
    )
    return asked.get()


def _versions(model: Any, whose: Q, **columns: str) -> ArraySubquery:
    rows = model.pgh_event_model.objects.filter(whose).order_by("-pgh_id").annotate(who=who_wrote())
    shown = JSONObject(at="pgh_created_at", label="pgh_label", who="who", **columns)
    return ArraySubquery(rows.values(it=shown)[:AT_MOST])


def _entry(version: Version, words: Callable[[Version], str]) -> Entry:
    return entry(datetime.fromisoformat(version["at"]), words(version), version["who"])


def _of_party(version: Version) -> str:
    if version["label"] == "insert":
        return _("party entered: %(name)s") % version
    if version.get("was", version["name"]) != version["name"]:
        return _("name corrected: %(was)s is now %(name)s") % version
    if version["ended_on"]:
        return _("takes part no longer from %(day)s") % {"day": _day(version["ended_on"])}
    return _("goes on after all")


def _of_name(version: Version) -> str:
    return _("other name entered: %(name)s") % version


def _of_signature(version: Version) -> str:
    if version["to"]:
        words = version | {"day": _day(version["to"])}
        return _("signature under %(document)s: no longer from %(day)s") % words
    words = version | {"day": _day(version["since"])}
    return _("signature under %(document)s, from %(day)s") % words


def _of_handover(version: Version) -> str:
    return _("%(giver)s handed over to %(taker)s: %(what)s") % version


def _day(day: str) -> str:
    return day_in_words(date.fromisoformat(day), DAY)
