"""How the table tells of a home and of a household, in a line without a name."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.common.shown import amount_in_euros, day_near

DAYS_A_MONTH = 30.44


@dataclass(frozen=True)
class ListedHome:
    """A home in the list on the left."""

    public_id: UUID
    address: str
    city: str
    line: str
    answer_by: date


def listed(dwelling: Any, *, today: date) -> ListedHome:
    """A home that came ``with_area``, in one line."""
    parts = [
        dwelling.area_name or _("area unknown"),
        dwelling.corporation.name,
        ngettext("%(n)s room", "%(n)s rooms", dwelling.rooms) % {"n": dwelling.rooms},
        amount_in_euros(dwelling.rent),
        _("free from %(day)s") % {"day": day_near(dwelling.available_from, "j F", today=today)},
    ]
    return ListedHome(
        public_id=dwelling.public_id,
        address=dwelling.address,
        city=dwelling.city,
        line="\u00a0· ".join(parts),  # a dot never begins a line
        answer_by=dwelling.answer_by,
    )


def household_in_words(adults: int, children: int) -> str:
    """1 adult, 2 children"""
    words = [ngettext("%(n)s adult", "%(n)s adults", adults) % {"n": adults}]
    if children:
        words.append(ngettext("%(n)s child", "%(n)s children", children) % {"n": children})
    return ", ".join(words)


def wait_in_words(since: date, today: date) -> str:
    """How long somebody waits: in days at first, then in months."""
    days = max((today - since).days, 0)
    if days < 2 * DAYS_A_MONTH:
        return ngettext("waits %(n)s day", "waits %(n)s days", days) % {"n": days}
    months = round(days / DAYS_A_MONTH)
    return ngettext("waits %(n)s month", "waits %(n)s months", months) % {"n": months}
