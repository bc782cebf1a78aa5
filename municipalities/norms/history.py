"""What was done to a norm, by whom: from the versions that the database keeps of every row."""

from django.utils.translation import gettext as _

from municipalities.history import AT_MOST, Entry, entry, who_wrote
from pact.agreement.models import Norm
from pact.common.shown import day_in_words


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
