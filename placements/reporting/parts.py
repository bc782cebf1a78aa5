"""What a chapter of the report is made of: sentences, drawings with a title, and their tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pact.common.charts import LineChart, shown

HIDDEN = "verborgen"
HIDDEN_MARK = "•"
"""Where so much is hidden that the word would drown the numbers."""
WIDTH, LABELS, NUMBERS = 640, 280, 70
ROW, BAR = 26, 16
TOP = 6


def number(value: int | None) -> str:
    """A number as the report prints it; one that is hidden says so."""
    return HIDDEN if value is None else f"{value:,}".replace(",", ".")


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar across the page: its label, its number, and a striped part behind the solid one."""

    label: str
    value: int | None
    striped: int | None = 0
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
        return TOP + ROW * len(self.rows)

    @property
    def bars(self) -> list[Bar]:
        longest = max((sum(value or 0 for value in values) for _, *values in self.rows), default=0)
        scale = (WIDTH - LABELS - NUMBERS) / max(longest, 1)
        return [self._bar(place, row, scale) for place, row in enumerate(self.rows)]

    def _bar(self, place: int, row: Sequence, scale: float) -> Bar:
        label, value, *rest = row
        striped = rest[0] if rest else 0
        y = TOP + ROW * place
        end = LABELS + scale * ((value or 0) + (striped or 0))
        numbers = [number(value)] + ([number(striped)] if striped != 0 else [])
        return Bar(
            label=label,
            value=value,
            striped=striped,
            text_y=shown(y + BAR / 2 + 5),
            y=shown(y),
            solid_width=shown(scale * (value or 0)),
            striped_x=shown(LABELS + scale * (value or 0)),
            striped_width=shown(scale * (striped or 0)),
            number_x=shown(end + 8),
            number=" + ".join(numbers),
        )


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
    key: str
    title: str
    lead: str
    blocks: Sequence[Block]


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
