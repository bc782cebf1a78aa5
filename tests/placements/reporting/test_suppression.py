"""No hidden number can be worked out from what is published beside it."""

from itertools import product

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from placements.reporting.suppression import publish_grid, publish_growth, publish_row

THRESHOLD = 5

small_numbers = st.integers(0, 9)


def test_a_row_without_small_numbers_is_published_as_it_is():
    row = publish_row({"a": 12, "b": 0, "c": 5}, THRESHOLD)

    assert row.cells == {"a": 12, "b": 0, "c": 5}
    assert row.total == 17


def test_one_small_number_takes_the_smallest_other_along():
    row = publish_row({"a": 3, "b": 20, "c": 7, "d": 0}, THRESHOLD)

    assert row.cells == {"a": None, "b": 20, "c": None, "d": 0}
    assert row.total == 30


def test_two_ones_would_add_up_to_two_so_a_third_number_goes_along():
    row = publish_row({"a": 1, "b": 1, "c": 8}, THRESHOLD)

    assert row.cells == {"a": None, "b": None, "c": None}
    assert row.total == 10


def test_a_small_total_is_hidden_too():
    row = publish_row({"a": 2, "b": 1}, THRESHOLD)

    assert row.cells == {"a": None, "b": None}
    assert row.total is None


def test_nothing_at_all_is_published_as_nothing():
    assert publish_row({"a": 0, "b": 0}, THRESHOLD).cells == {"a": 0, "b": 0}
    assert publish_row({}, THRESHOLD).total == 0
    assert publish_grid({}, THRESHOLD).total == 0


def possible_rows(published, highest):
    """Every row that fits what is published."""
    unknown = [key for key, value in published.cells.items() if value is None]
    for guess in product(range(highest + 1), repeat=len(unknown)):
        cells = published.cells | dict(zip(unknown, guess, strict=True))
        if published.total is None or sum(cells.values()) == published.total:
            yield cells


@given(st.lists(small_numbers, min_size=1, max_size=5))
@settings(max_examples=300)
def test_no_hidden_number_of_a_row_can_be_worked_out(numbers):
    published = publish_row({str(n): value for n, value in enumerate(numbers)}, THRESHOLD)

    possible = list(possible_rows(published, max(numbers) + 2))

    for key, value in published.cells.items():
        if value is None:
            assert len({cells[key] for cells in possible}) > 1
    if published.total is None:
        assert len({sum(cells.values()) for cells in possible}) > 1
    assert not any(value and value < THRESHOLD for value in published.cells.values())


def is_possible(grid, published, names, rows):
    return all(
        published.rows[row] is None or sum(grid[row].values()) == published.rows[row]
        for row in rows
    ) and all(
        published.columns[name] is None
        or sum(grid[row][name] for row in rows) == published.columns[name]
        for name in names
    )


def possible_grids(published, highest):
    rows, names = list(published.rows), list(published.columns)
    unknown = [(r, n) for r in rows for n in names if published.cells[r][n] is None]
    for guess in product(range(highest + 1), repeat=len(unknown)):
        grid = {row: dict(published.cells[row]) for row in rows}
        for (row, name), value in zip(unknown, guess, strict=True):
            grid[row][name] = value
        whole = sum(sum(line.values()) for line in grid.values())
        if published.total in (None, whole) and is_possible(grid, published, names, rows):
            yield grid


@given(st.lists(st.lists(small_numbers, min_size=2, max_size=2), min_size=1, max_size=2))
@settings(max_examples=200)
def test_no_hidden_number_of_a_table_can_be_worked_out(numbers):
    cells = {
        f"r{n}": {f"c{m}": value for m, value in enumerate(line)} for n, line in enumerate(numbers)
    }
    published = publish_grid(cells, THRESHOLD)

    possible = list(possible_grids(published, max(map(max, numbers)) + 2))

    for row, line in published.cells.items():
        for name, value in line.items():
            if value is None:
                assert len({grid[row][name] for grid in possible}) > 1
    for row, value in published.rows.items():
        if value is None:
            assert len({sum(grid[row].values()) for grid in possible}) > 1


@given(st.lists(st.integers(0, 7), min_size=1, max_size=12))
def test_a_growing_number_never_shows_a_small_step(steps):
    values = [sum(steps[: n + 1]) for n in range(len(steps))]

    shown = [value for value in publish_growth(values, THRESHOLD) if value is not None]

    for before, after in zip([0, *shown], shown, strict=False):
        assert after == before or after - before >= THRESHOLD


def published_tables(steps, reserved, free, in_time):
    """The tables of one report that tell the same number: the region, its months, its leases."""
    grown = [sum(steps[: n + 1]) for n in range(len(steps))]
    realised = grown[-1]
    cells = {"realised": realised, "reserved": reserved, "free": free}
    region = publish_row(cells, THRESHOLD, dear=["realised"]).cells
    hidden = region["realised"] is None
    leases = {"in_time": min(in_time, realised), "too_short": max(realised - in_time, 0)}
    return (
        region,
        publish_growth(grown, THRESHOLD, total_hidden=hidden),
        publish_row(leases, THRESHOLD, total_hidden=hidden),
    )


def possible_totals(region, months, leases, ceiling):
    """Every number of homes housed that fits all three, with what it says of the others."""
    for realised, reserved in product(range(ceiling + 1), repeat=2):
        whole = {"realised": realised, "reserved": reserved, "free": ceiling - realised - reserved}
        fits = whole["free"] >= 0 and all(region[key] in (None, whole[key]) for key in whole)
        shown = [month for month in months if month is not None]
        fits = fits and months[-1] in (None, realised) and all(n <= realised for n in shown)
        if fits and leases.total in (None, realised):
            parts = range(realised + 1)
            found = [dict(zip(leases.cells, (n, realised - n), strict=True)) for n in parts]
            for each in found:
                if all(leases.cells[key] in (None, each[key]) for key in each):
                    yield whole | each


@given(
    st.lists(small_numbers, min_size=3, max_size=3),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(0, 27),
)
@example([9, 9, 9], 1, 0, 20)
@settings(deadline=None, max_examples=300)
def test_no_hidden_number_can_be_worked_out_from_another_table_of_the_report(
    steps, reserved, free, in_time
):
    """Once: the months and the leases told the number of homes that the region hid."""
    ceiling = sum(steps) + reserved + free
    assume(ceiling >= THRESHOLD)  # everybody knows it, so that a smaller one can hide nothing
    region, months, leases = published_tables(steps, reserved, free, in_time)

    possible = list(possible_totals(region, months, leases, ceiling))

    for key, value in [*region.items(), *leases.cells.items()]:
        if value is None:
            assert len({world[key] for world in possible}) > 1, key


def test_a_growing_number_ends_with_the_years_total():
    assert publish_growth([6, 12, 14], THRESHOLD) == [6, None, 14]
    assert publish_growth([1, 2, 3], THRESHOLD) == [None, None, None]
    assert publish_growth([0, 0, 0], THRESHOLD) == [0, 0, 0]
