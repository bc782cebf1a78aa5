"""One thing to do: what, until when, whose turn it is, and where to do it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

AT_MOST = 50
"""Of each kind; whoever has more is told, and finds the rest in the list."""
FETCHED = AT_MOST + 1
"""One more than is shown, to know whether there is more."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """``party`` is whose turn it is when it is not the reader's own."""

    title: str
    text: str
    address: str
    due: date | None = None
    party: str = ""
    is_the_rest: bool = False


def most_urgent(items: Iterable[Item], *, rest: str) -> Iterator[Item]:
    """The first of a kind; and where there are more, the way to the list that has them all."""
    found = list(items)
    yield from found[:AT_MOST]
    if len(found) > AT_MOST:
        text = _("There is more than fits here. The list has the rest.")
        yield Item(title=_("And more"), text=text, address=rest, is_the_rest=True)


@dataclass(frozen=True)
class Work:
    """What the reader has to do, and what they wait for, each with what is late on top."""

    own: list[Item]
    awaited: list[Item]

    @property
    def is_whole(self) -> bool:
        return not any(item.is_the_rest for item in self.own)


def in_order(items: Iterable[Item]) -> Work:
    """The earliest term first; what has no term comes last."""
    ordered = sorted(items, key=lambda item: (item.due is None, item.due or date.max, item.title))
    return Work(
        own=[item for item in ordered if not item.party],
        awaited=[item for item in ordered if item.party],
    )
