"""What was done to a norm, by whom: from the versions that the database keeps of every row."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
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


def who_wrote() -> Subquery:
    """The name of whoever wrote a version, as a column of it."""
    user = Cast(KeyTextTransform("user", OuterRef("pgh_context")), BigIntegerField())
    return Subquery(User.objects.filter(pk=user).values("name"))


def entry(at: datetime, text: str, who: str | None) -> Entry:
    """A line of the log. What was loaded and not entered by a person has no name."""
    whose = who or _("at the first load")
    return Entry(when=day_in_words(at, "j M Y"), text=f"{capfirst(text)} · {whose}")


def history_of(key: str) -> list[Entry]:
    """The newest first, in one statement."""
    events = Norm.pgh_event_model.objects.filter(key=key).annotate(who=who_wrote())
    newest = events.order_by("-pgh_id")[:AT_MOST]
    return [entry(event.pgh_created_at, _deed(event), event.who) for event in newest]


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
