"""What is published hides small numbers, and as many others that none can be worked out.

A table with its totals is a network: each number flows along an arrow, and at each point what comes
in equals what goes out (the cells of a row come together in its total). Somebody who knows the
published numbers can work a hidden one out exactly when no closed round through it is left along
hidden arrows only. So a hidden number is safe as soon as it lies on such a round; where it does not,
the cheapest round is hidden with it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

Point = Hashable
DEAR_COST = 1_000_000
"""Hiding a total costs more than hiding any cell, so that it happens when nothing else helps."""
ZERO_COST = 10_000
"""A zero beside a small number would leave the small number as the sum of what is hidden."""


@dataclass(eq=False)
class Arrow:
    """One number of a table, from one point to another, and whether it may be read."""

    value: int
    start: Point
    end: Point
    is_dear: bool = False
    hidden: bool = False

    @property
    def may_be_less(self) -> bool:
        """A reader knows that nothing is hidden for being zero: one stays at least one."""
        return self.value > 1

    @property
    def cost(self) -> int:
        if self.hidden:
            return 0
        return (self.value or ZERO_COST) + (DEAR_COST if self.is_dear else 0)

    @property
    def published(self) -> int | None:
        return None if self.hidden else self.value


def hide_small(arrows: list[Arrow], threshold: int) -> None:
    """Hide every number from one up to ``threshold``, and what would give it away."""
    for arrow in arrows:
        arrow.hidden = arrow.hidden or 0 < arrow.value < threshold
    while unsafe := next(_unsafe(arrows), None):
        for arrow in _cheapest_round(arrows, unsafe, lambda arrow: True) or []:
            arrow.hidden = True


def _unsafe(arrows: list[Arrow]) -> Iterator[Arrow]:
    """Hidden numbers that can be worked out although hiding more would help."""
    for arrow in arrows:
        if arrow.hidden and _cheapest_round(arrows, arrow, lambda other: other.hidden) is None:
            if _cheapest_round(arrows, arrow, lambda other: True) is None:
                continue
            yield arrow


def _cheapest_round(
    arrows: list[Arrow], through: Arrow, usable: Callable[[Arrow], bool]
) -> list[Arrow] | None:
    """The arrows of the cheapest closed round through one arrow, whichever way it turns."""
    others = [arrow for arrow in arrows if arrow is not through and usable(arrow)]
    more = _cheapest_road(others, through.end, through.start)
    less = _cheapest_road(others, through.start, through.end) if through.may_be_less else None
    found = [road for road in (more, less) if road is not None]
    return min(found, key=lambda road: sum(arrow.cost for arrow in road), default=None)


def _cheapest_road(arrows: list[Arrow], start: Point, goal: Point) -> list[Arrow] | None:
    """Along an arrow its number grows; against it, it shrinks, where it can."""
    turn = count()
    open_roads: list[tuple[int, int, Point, list[Arrow]]] = [(0, next(turn), start, [])]
    seen: set[Point] = set()
    while open_roads:
        cost, _, point, road = heappop(open_roads)
        if point == goal:
            return road
        if point in seen:
            continue
        seen.add(point)
        for arrow, onward in _ways_on(arrows, point):
            heappush(open_roads, (cost + arrow.cost, next(turn), onward, [*road, arrow]))
    return None


def _ways_on(arrows: list[Arrow], point: Point) -> Iterator[tuple[Arrow, Point]]:
    for arrow in arrows:
        if arrow.start == point:
            yield arrow, arrow.end
        elif arrow.end == point and arrow.may_be_less:
            yield arrow, arrow.start


@dataclass(frozen=True)
class PublishedRow:
    """Cells and their total as they may be published; None is hidden."""

    cells: dict[str, int | None]
    total: int | None


def publish_row(
    cells: Mapping[str, int],
    threshold: int,
    *,
    hidden: Iterable[str] = (),
    dear: Iterable[str] = (),
    total_hidden: bool = False,
) -> PublishedRow:
    """A list of numbers that add up to a total.

    ``hidden`` and ``total_hidden`` name what another table has hidden already; what is ``dear``
    gives way for another number only when nothing else can.
    """
    arrows = {
        key: Arrow(value, "row", "sum", is_dear=key in dear, hidden=key in hidden)
        for key, value in cells.items()
    }
    total = Arrow(sum(cells.values()), "sum", "row", is_dear=True, hidden=total_hidden)
    hide_small([*arrows.values(), total], threshold)
    return PublishedRow(cells=_published(arrows), total=total.published)


@dataclass(frozen=True)
class PublishedGrid:
    """A table with totals on two sides as it may be published; None is hidden."""

    cells: dict[str, dict[str, int | None]]
    rows: dict[str, int | None]
    columns: dict[str, int | None]
    total: int | None


def publish_grid(cells: Mapping[str, Mapping[str, int]], threshold: int) -> PublishedGrid:
    """Numbers in rows and columns: ``cells[row][column]``, every row with the same columns."""
    names = list(next(iter(cells.values()), {}))
    inner = {
        row: {name: Arrow(line[name], ("row", row), ("column", name)) for name in names}
        for row, line in cells.items()
    }
    rows = {
        row: Arrow(sum(line.values()), "all", ("row", row), is_dear=True)
        for row, line in cells.items()
    }
    columns = {
        name: Arrow(
            sum(line[name] for line in cells.values()), ("column", name), "sum", is_dear=True
        )
        for name in names
    }
    total = Arrow(sum(arrow.value for arrow in rows.values()), "sum", "all", is_dear=True)
    every = [arrow for line in inner.values() for arrow in line.values()]
    hide_small([*every, *rows.values(), *columns.values(), total], threshold)
    return PublishedGrid(
        cells={row: _published(line) for row, line in inner.items()},
        rows=_published(rows),
        columns=_published(columns),
        total=total.published,
    )


def _published(arrows: Mapping[str, Arrow]) -> dict[str, int | None]:
    return {key: arrow.published for key, arrow in arrows.items()}


def publish_growth(
    values: list[int], threshold: int, *, total_hidden: bool = False
) -> list[int | None]:
    """A number that grows from month to month, without a step that is small.

    A month is left out when what came since the last one shown is a small number; the last one is
    the year's total, so where its own step is small, what stands before it gives way. Where another
    table hides that total, every month would tell how much it is at least: none is shown.
    """
    if total_hidden:
        return [None] * len(values)
    shown = [0]  # before the first month
    grown = [0, *values]

    def is_small_step(to: int) -> bool:
        return 0 < abs(grown[to] - grown[shown[-1]]) < threshold

    for month in range(1, len(grown)):
        while month == len(values) and len(shown) > 1 and is_small_step(month):
            shown.pop()
        if not is_small_step(month):
            shown.append(month)
    return [grown[month] if month in shown else None for month in range(1, len(grown))]
