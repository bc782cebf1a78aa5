"""The tables of a report to count on with: the cells of its pages, one on each line.

UTF-8 with a mark in front and semicolons between, because that is what a Dutch spreadsheet opens
in columns, with its letters whole, at a double click; everything else reads it as well.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from placements.reporting.document import contents
from placements.reporting.parts import HIDDEN, HIDDEN_MARK, Table

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
HEADINGS = ("Hoofdstuk", "Tabel", "Rij", "Kolom", "Waarde")
IN_WORDS = {"Datum", "Document"}
"""Columns that hold no number, so that nothing in them is read as one."""
IN_THE_TEXT, METHOD = "In de tekst", "Methode"
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
FORMULA = re.compile(
    r"\s*[=+\-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    r"\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)
"""What a spreadsheet would carry out instead of show, also as it is typed on an Asian keyboard."""


def as_csv(figures: dict[str, Any], *, kept_hash: str) -> bytes:
    """Every cell and every number that the pages show, hidden where they hide it."""
    file = StringIO()
    file.write(MARK)
    # Every cell between quotes: else a spreadsheet that cuts at commas makes cells of its own.
    lines = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    lines.writerow(HEADINGS)
    for line in cells(figures, kept_hash=kept_hash):
        lines.writerow([harmless(text) for text in line])
    return file.getvalue().encode()


def cells(figures: dict[str, Any], *, kept_hash: str) -> Iterator[tuple[str, ...]]:
    """Chapter, table, row, column and what stands there."""
    page = contents(figures, is_final=True, kept_hash=kept_hash)
    for value, label, _definition in page["summary"]:
        yield "Samenvatting", "Samenvatting", label, "Waarde", plain(value)
    for chapter in page["chapters"]:
        for label, value in chapter.told:
            yield chapter.title, IN_THE_TEXT, label, "Waarde", plain(value)
        for block in chapter.blocks:
            if block.table:
                for line in _lines(block.table):
                    yield chapter.title, *line
    yield from _about_the_method(page)


def _about_the_method(page: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """From when a number is hidden, how many parties signed what, and what holds it all together."""
    told = [("Verborgen tot en met", str(page["highest_hidden"]))]
    told += [(row["title"], str(len(row["parties"]))) for row in page["documents"]]
    told += [("Peildatum", page["on"]), ("Vingerafdruk van de cijfers", page["fingerprint"])]
    for label, value in told:
        yield "Begrippen en methode", METHOD, label, "Waarde", value


def _lines(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.labelled_rows:
        (_heading, label), *values = row["cells"]
        for heading, value in values:
            yield table.caption, label, heading, value if heading in IN_WORDS else plain(value)


def plain(value: str) -> str:
    """A number without the dots of a page; one that is hidden in one way only."""
    if value == HIDDEN_MARK:
        return HIDDEN
    return value.replace(".", "") if THOUSANDS.fullmatch(value) else value


def harmless(text: str) -> str:
    """Text that stays text: a spreadsheet reads a name or a document as a formula otherwise."""
    return f"'{text}" if FORMULA.match(text) else text
