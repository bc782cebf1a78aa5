"""A report that was published once is rendered again to the same numbers, by whatever code there is.

The figures and the table beside them are invented, and kept as they were frozen. Where this fails,
the code has to learn to read what is old: neither file is ever made anew.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from itertools import groupby
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from placements.reporting import document
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report
from placements.reporting.open_figures import as_csv, plain
from tests.database import arranging
from tests.placements.reporting.tables import TablesOfAPage

HERE = Path(__file__).parent / "published"
TABLE = (HERE / "2025.csv").read_bytes()
KEPT = json.loads((HERE / "2025.json").read_text())
FEBRUARY = datetime(2026, 2, 2, 9, tzinfo=UTC)
NOT_IN_A_TABLE = {"Samenvatting", "In de tekst", "Methode"}
IN_WORDS = [
    *("141 van 178 + 4 extra woningen", "94 toegelaten kandidaten", "6,4 maanden", "83%", "89%"),
    *("alle woningen van het jaar vergeven waren: 6.", "Verlengd: 18."),
    *("op de kennismaking: 5.", "van 1 tot en met 4", "19 partijen", "20 partijen"),
    KEPT["figures_hash"],
]
"""What stands in a sentence, and not in a table."""


def rows_of(table: bytes) -> Iterator[tuple[str, str, list[str]]]:
    """Each row of each table: what table it stands in, its label, and what its columns say."""
    lines = list(csv.reader(StringIO(table.decode("utf-8-sig")), delimiter=";"))[1:]
    for (name, label), cells in groupby(lines, key=lambda line: (line[1], line[2])):
        yield name, label, [value for *_where, value in cells]


def test_its_fingerprint_is_the_one_it_was_published_with():
    assert fingerprint(KEPT["figures"]) == KEPT["figures_hash"]


def test_its_download_is_the_same_to_the_letter():
    assert as_csv(KEPT["figures"], kept_hash=KEPT["figures_hash"]) == TABLE


@pytest.mark.django_db
def test_its_page_tells_every_number(people, signed_in):
    with arranging():
        report = Report.objects.create(
            year=2025,
            figures_on=date(2025, 12, 31),
            asked_by=people.coordinator,
            asked_at=FEBRUARY,
            state="done",
            is_final=True,
            pdf=b"%PDF-",
            **KEPT,
        )
    address = reverse("reporting:made", args=[report.public_id])
    page = signed_in(people.caseworker).get(address).content.decode()

    assert not_told_on(page) == []


def test_its_pages_on_paper_tell_every_number(monkeypatch):
    monkeypatch.setattr(document, "to_pdf", str.encode)
    paper = document.draw(KEPT["figures"], is_final=True)
    assert not_told_on(paper.decode()) == []


def not_told_on(page: str) -> list[tuple[str, str] | str]:
    """The rows of the download that do not stand on a page in the same columns; and what else."""
    told = defaultdict(list)
    for name, label, _column, value in TablesOfAPage(page).cells:
        told[name, label].append(plain(value))
    text = " ".join(strip_tags(page).split())
    rows = [row for row in rows_of(TABLE) if row[0] not in NOT_IN_A_TABLE]
    missing = [(name, label) for name, label, values in rows if told[name, label] != values]
    return missing + [sentence for sentence in IN_WORDS if sentence not in text]
