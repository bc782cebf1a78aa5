"""The few numbers of the first page."""

from placements.reporting.chapters.words import Figures, months
from placements.reporting.parts import HIDDEN, number


def summary(figures: Figures) -> list[tuple[str, str, str]]:
    """The few numbers of the first page: the number, what it is, and its definition."""
    homes, started = figures["homes"], dict(figures["introductions"]["started"]["rows"])
    tracks = dict(figures["guidance"]["tracks"]["rows"])
    median = figures["waiting"]["median_months"]
    return [
        (
            number(figures["waiting"]["total"]),
            "kandidaten wachten",
            "toegelaten en nog zonder woning, op de peildatum",
        ),
        (
            months(median) if median else HIDDEN,
            "wachten sinds de toelating",
            "mediaan: de helft wacht langer",
        ),
        (
            share(started["in_time"], figures["introductions"]["started"]["total"]),
            "kennismaking op tijd",
            "van de huurcontracten die in het jaar ingingen",
        ),
        (
            share(tracks["on_schedule"], figures["guidance"]["tracks"]["total"]),
            "begeleiding op schema",
            "geen contactmoment dat te laat is",
        ),
        (number(homes["reserved"]), "woningen gereserveerd", "voorgesteld, akkoord of getekend"),
        (number(homes["free"]), "woningen niet gebruikt", "van wat voor het jaar is afgesproken"),
    ]


def share(part: int | None, whole: int | None) -> str:
    """A percentage of two numbers that may both be shown; rounded down."""
    if part is None or whole is None:
        return HIDDEN
    return f"{100 * part // whole}%" if whole else "–"
