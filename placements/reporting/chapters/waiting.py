"""Who waits for a home, and for how long."""

from placements.reporting.chapters.words import Figures, day, months
from placements.reporting.parts import Chapter, counted, number

AS_ONCE_KEPT = {
    "under_3_months": "minder dan 3 maanden",
    "3_to_6_months": "3 tot 6 maanden",
    "6_to_12_months": "6 tot 12 maanden",
    "over_a_year": "een jaar of langer",
}
"""The bands of reports that were frozen before a band said itself which months it holds."""


def waiting(figures: Figures) -> Chapter:
    found = figures["waiting"]
    median = found["median_months"]
    middle = f" De helft wachtte langer dan {months(median)}." if median else ""
    return Chapter(
        key="wachten",
        title="Wachten",
        lead=(
            f"Op {day(figures['on'])} wachtten {number(found['total'])} toegelaten kandidaten op "
            f"een woning.{middle}"
        ),
        blocks=[counted("Hoe lang zij wachtten", "Sinds de toelating", found, labels=AS_ONCE_KEPT)],
    )
