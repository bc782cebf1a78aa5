"""How the report writes what its chapters share: a day, a number of months, the homes agreed."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

Figures = dict[str, Any]


def day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y")


def months(amount: str) -> str:
    """A number with a decimal, as the figures keep it, with the comma of a Dutch text."""
    return f"{amount.replace('.', ',')} maanden"


def at_most(figures: Figures) -> str:
    """178, or 178 + 4 extra."""
    homes = figures["homes"]
    return f"{homes['cap']} + {homes['extra']} extra" if homes["extra"] else str(homes["cap"])
