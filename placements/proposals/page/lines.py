"""The small shapes in which a placement's page tells things."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

DAY_MONTH = "j M"

Rows = list[tuple[str, Any]]


@dataclass(frozen=True)
class Line:
    """A line of a log: when, what, and how it stands."""

    when: str
    text: str
    tag: str = ""
    tone: str = "plain"


@dataclass(frozen=True)
class AppointmentLine:
    """An appointment, and whether this reader may cancel it."""

    pk: int
    line: Line
    may_drop: bool


def in_language(holder: Any, prefix: str) -> str:
    """A reason in the language of the reader, from a row or a dict that holds both."""
    name = f"{prefix}_{'english' if get_language() == 'en' else 'dutch'}"
    found = holder.get(name) if isinstance(holder, dict) else getattr(holder, name)
    return found or ""
