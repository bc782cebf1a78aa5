"""Where the lines and bars of a figure stand. Numbers in, coordinates out; templates draw them.

Coordinates are made into text here, because a template would write 12.5 as 12,5 in Dutch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

WIDTH = 360
LEFT, RIGHT, TOP, BOTTOM = 34, 350, 22, 240
MOST_GRID_LINES = 4
MOST_LABELS = 6


class Tick(NamedTuple):
    """A line of the grid, or a word under the axis."""

    at: str
    text: str


class Row(NamedTuple):
    """The same figure as a row of the table beside the drawing."""

    label: str
    values: tuple[int | None, ...]


def shown(number: float) -> str:
    """A coordinate as SVG wants it: at most one decimal, with a point."""
    return f"{number:.1f}".removesuffix(".0")


def grid_step(highest: int) -> int:
    """The smallest round distance that needs no more grid lines than fit."""
    size = 1
    while True:
        for part in (1, 2, 5):
            if highest / (part * size) <= MOST_GRID_LINES:
                return part * size
        size *= 10


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What every chart has: its title, its headings, and a scale that starts at zero."""

    title: str
    heading: str
    value_headings: tuple[str, ...]
    ceiling: int | None = None
    ceiling_label: str = ""
    template: ClassVar[str]

    @property
    def highest(self) -> int:
        raise NotImplementedError

    def y(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / max(self.highest, 1)

    @property
    def ceiling_y(self) -> str:
        return shown(self.y(self.ceiling or 0))

    @property
    def grid(self) -> list[Tick]:
        step = grid_step(self.highest)
        return [Tick(shown(self.y(n)), str(n)) for n in range(0, self.highest + 1, step)]

    def words_below(self, labels: Sequence[str]) -> list[Tick]:
        every = -(-len(labels) // MOST_LABELS) or 1
        slot = (RIGHT - LEFT) / max(len(labels), 1)
        return [
            Tick(shown(LEFT + slot * (n + 0.5)), label)
            for n, label in enumerate(labels)
            if n % every == 0
        ]


@dataclass(frozen=True, kw_only=True)
class LineChart(Chart):
    """A number that grows through a year: counted from nothing, unknown where it has yet to be."""

    points: Sequence[tuple[str, int | None]]
    template: ClassVar[str] = "components/line_chart.html"

    @property
    def highest(self) -> int:
        return max([self.ceiling or 0, *(value or 0 for _, value in self.points)])

    @property
    def known(self) -> list[tuple[float, float, int]]:
        slot = (RIGHT - LEFT) / max(len(self.points), 1)
        return [
            (LEFT + slot * (n + 1), self.y(value), value)
            for n, (_, value) in enumerate(self.points)
            if value is not None
        ]

    @property
    def path(self) -> str:
        steps = [f"{shown(x)} {shown(y)}" for x, y, _ in self.known]
        return f"M{LEFT} {BOTTOM} " + " ".join(steps)

    @property
    def last(self) -> tuple[str, str, str] | None:
        if not self.known:
            return None
        x, y, value = self.known[-1]
        return shown(x), shown(y), str(value)

    @property
    def words(self) -> list[Tick]:
        return self.words_below([label for label, _ in self.points])

    @property
    def rows(self) -> list[Row]:
        return [Row(label, (value,)) for label, value in self.points]


@dataclass(frozen=True, kw_only=True)
class Meter:
    """How much of an agreed number is used: solid, striped (held), and what is left."""

    of: int
    solid: int
    striped: int = 0
    mark: int | None = None

    @property
    def rest(self) -> int:
        return max(self.of - self.solid - self.striped, 0)

    def share(self, number: int) -> float:
        return 100 * number / max(self.of, self.solid + self.striped, 1)

    @property
    def solid_width(self) -> str:
        return f"{self.share(self.solid):.2f}%"

    @property
    def striped_width(self) -> str:
        return f"{self.share(self.striped):.2f}%"

    @property
    def mark_x(self) -> str:
        return f"{min(self.share(self.mark or 0), 100):.2f}%"

    @property
    def mark_anchor(self) -> str:
        """Which side of the mark its words stand, so that they stay inside the drawing."""
        place = self.share(self.mark or 0)
        if place > 75:
            return "end"
        return "start" if place < 25 else "middle"
