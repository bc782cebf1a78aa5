"""What was done to a norm, by whom: from the versions that the database keeps of every row."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pact.accounts.models import User
from pact.agreement.models import Norm
from pact.common.shown import day_in_words

AT_MOST = 50


@dataclass(frozen=True)
class Entry:
    """A line of the log, in the words of its component."""

    when: str
    text: str


def history_of(key: str) -> list[Entry]:
    """The newest first. What was loaded and not entered by a person has no name."""
    events = list(Norm.pgh_event_model.objects.filter(key=key).order_by("-pgh_id")[:AT_MOST])
    users = {event.pgh_context.get("user") for event in events} - {None}
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
    return [_entry(event, names.get(event.pgh_context.get("user"), "")) for event in events]


def _entry(event: Norm, name: str) -> Entry:
    who = name or _("at the first load")
    text = f"{_deed(event)} · {who}"
    return Entry(when=day_in_words(event.pgh_created_at, "j M Y"), text=capfirst(text))


def _deed(event: Norm) -> str:
    words = {
        "insert": _("entered: %(value)s from %(from)s"),
        "update": _("changed: %(value)s from %(from)s"),
        "delete": _("taken back: %(value)s from %(from)s"),
    }
    if event.pgh_label == "update" and event.valid_to:
        words["update"] = _("%(value)s ends: no longer from %(to)s")
    return words[event.pgh_label] % {
        "value": event.value,
        "from": day_in_words(event.valid_from, "j M Y"),
        "to": day_in_words(event.valid_to, "j M Y"),
    }
