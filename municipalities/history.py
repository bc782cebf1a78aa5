"""Who wrote what, as a log: from the versions that the database keeps of what was agreed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pact.accounts.models import User
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
