"""One thing to do: what, until when, whose turn it is, and where to do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

AT_MOST = 50
"""Of each kind; whoever has more finds the rest in the list."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """``party`` is whose turn it is when it is not the reader's own."""

    title: str
    text: str
    address: str
    due: date | None = None
    party: str = ""


@dataclass(frozen=True)
class Work:
    """What the reader has to do, and what they wait for, each with what is late on top."""

    own: list[Item]
    awaited: list[Item]


def in_order(items: Iterable[Item]) -> Work:
    """The earliest term first; what has no term comes last."""
    ordered = sorted(items, key=lambda item: (item.due is None, item.due or date.max, item.title))
    return Work(
        own=[item for item in ordered if not item.party],
        awaited=[item for item in ordered if item.party],
    )
