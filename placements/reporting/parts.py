"""What a chapter of the report is made of: sentences, drawings with a title, and their tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from pact.common.charts import LineChart, shown

HIDDEN = "verborgen"
HIDDEN_MARK = "•"
"""Where so much is hidden that the word would drown the numbers."""
WIDTH, LABELS = 640, 280
ROW, LINE, BAR = 26, 15, 16
TOP = 6
LETTERS_A_LINE = 40
LETTER, NUMBER_GAP = 10, 8
"""A letter of a number is no wider than this; so far it stands from its bar."""


def number(value: int | None) -> str:
    """A number as the report prints it; one that is hidden says so."""
    return HIDDEN if value is None else f"{value:,}".replace(",", ".")


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar across the page: its label, its number, and a striped part behind the solid one."""

    value: int | None
    striped: int | None = 0
    lines: Sequence[tuple[str, str]] = ()
    """The label in lines, each with its height on the page."""
    text_y: str = ""
    y: str = ""
    solid_width: str = ""
    striped_x: str = ""
    striped_width: str = ""
    number_x: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars below each other on one scale; a hidden number has no bar but says so."""

    title: str
    rows: Sequence[tuple[str, int | None] | tuple[str, int | None, int | None]]
    kind: str = "bars"

    @property
    def says_something(self) -> bool:
        """A drawing of nothing but zeros says less than its table."""
        return any(value != 0 for _, *values in self.rows for value in values)

    @property
    def axis(self) -> int:
        return LABELS

    @property
    def words_end(self) -> int:
        return LABELS - 12

    @property
    def height(self) -> int:
        return TOP + sum(_height(_lines(label)) for label, *_values in self.rows)

    @property
    def bars(self) -> list[Bar]:
        scale, bars, top = self._scale(), [], TOP
        for label, *values in self.rows:
            lines = _lines(label)
            bars.append(_bar(lines, values, scale, middle=top + (_height(lines) - ROW + BAR) / 2))
            top += _height(lines)
        return bars

    def _scale(self) -> float:
        """As long as they can be, with every number whole behind its bar."""
        longest = [
            (WIDTH - LABELS - NUMBER_GAP - LETTER * len(_numbers(values))) / length
            for _, *values in self.rows
            if (length := sum(value or 0 for value in values))
        ]
        return min(longest, default=1)


def _bar(lines: list[str], values: Sequence[int | None], scale: float, *, middle: float) -> Bar:
    value, *rest = values
    striped = rest[0] if rest else 0
    first = middle + 5 - LINE * (len(lines) - 1) / 2
    end = LABELS + scale * ((value or 0) + (striped or 0))
    return Bar(
        value=value,
        striped=striped,
        lines=[(shown(first + LINE * place), line) for place, line in enumerate(lines)],
        text_y=shown(middle + 5),
        y=shown(middle - BAR / 2),
        solid_width=shown(scale * (value or 0)),
        striped_x=shown(LABELS + scale * (value or 0)),
        striped_width=shown(scale * (striped or 0)),
        number_x=shown(end + NUMBER_GAP),
        number=_numbers(values),
    )


def _lines(label: str) -> list[str]:
    return wrap(label, LETTERS_A_LINE) or [""]


def _height(lines: list[str]) -> int:
    return ROW + LINE * (len(lines) - 1)


def _numbers(values: Sequence[int | None]) -> str:
    value, *rest = values
    return " + ".join(number(each) for each in [value, *(part for part in rest if part != 0)])


@dataclass(frozen=True, kw_only=True)
class Line(LineChart):
    """A number that grows through the year, drawn through the months that may be shown."""

    kind: str = "line"
    says_something: bool = True


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: the first column names the row, the others are numbers."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()

    @property
    def labelled_rows(self) -> list[dict]:
        """Each cell with its heading: on a phone a row is a card, and a cell says what it is."""
        return [
            {"cells": zip(self.headings, row, strict=True), "is_total": row is self.total}
            for row in [*self.rows, self.total]
            if row
        ]


@dataclass(frozen=True, kw_only=True)
class Block:
    """One subject of a chapter: what it is, how it looks, what the numbers are."""

    title: str
    text: str = ""
    drawing: Bars | Line | None = None
    table: Table | None = None
    sentences: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """``told`` names the numbers that stand in a sentence and in no table: a download has them too."""

    key: str
    title: str
    lead: str
    blocks: Sequence[Block]
    told: Sequence[tuple[str, str]] = ()


def counted(
    title: str, what: str, table: dict[str, Any], *, labels: dict[str, str] | None = None
) -> Block:
    """A list with a total, as bars and as a table."""
    rows = [((labels or {}).get(label, label), value) for label, value in table["rows"]]
    return Block(
        title=title,
        drawing=Bars(title=title, rows=rows),
        table=Table(
            caption=title,
            headings=[what, "Aantal"],
            rows=[(label, number(value)) for label, value in rows],
            total=("Totaal", number(table["total"])),
        ),
    )
