"""The pages of the report: tagged, Dutch, complete, and the same again from the same figures."""

import csv
import subprocess
from copy import deepcopy
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from itertools import pairwise

import pikepdf
import pytest
import time_machine

from placements.reporting import document
from placements.reporting.annual import annual_figures
from placements.reporting.chapters.summary import share
from placements.reporting.document import contents, draw
from placements.reporting.frozen import fingerprint
from placements.reporting.open_figures import IN_THE_TEXT, METHOD, as_csv, plain
from placements.reporting.parts import (
    BAR,
    HIDDEN,
    HIDDEN_MARK,
    LETTER,
    LETTERS_A_LINE,
    LINE,
    WIDTH,
    Bars,
    number,
)
from tests import database, factories
from tests.cast import Cast
from tests.placements.reporting.scenes import as_report, many_homes
from tests.placements.reporting.tables import TablesOfAPage
from tests.privacy.canaries import Canary
from tests.privacy.crawl import found
from tests.privacy.household import household

pytestmark = pytest.mark.django_db

COUNTED = {Canary.ORIGIN, Canary.EXCEPTION_CODE}
"""Answers of which the report says how many households gave them."""
ANSWERS = {Canary.CLOSED_FOR, Canary.DECISION, Canary.SIGNAL_DECISION}
AGREED_WORDS = COUNTED | ANSWERS | {Canary.CARE_PARTY}
"""The other answers that there are, and who signed the agreement: nobody's in particular."""


@pytest.fixture(scope="module")
def drawn(django_db_setup, django_db_blocker):
    """One report of a year with homes and people in it, with a canary in every field."""
    with django_db_blocker.unblock():
        with time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=UTC), tick=False):
            many_homes(39)
            for _ in range(5):
                factories.CandidateFactory()
            household(Cast(), state="moved_in")
            with as_report():
                figures = annual_figures(2026, date(2026, 11, 21))
        yield figures, draw(figures, is_final=False)
        database.restore_baseline()


def shown(figures, *, kept_hash=None):
    return contents(figures, is_final=False, kept_hash=kept_hash or fingerprint(figures))


def words_of(pdf):
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def tags_of(pdf):
    """Every tag of the structure, in order, with its alternative text."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return list(walk(opened.Root.StructTreeRoot.K))


def walk(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from walk(node.K)


def test_it_declares_its_language_its_title_and_that_it_is_tagged(drawn):
    with pikepdf.open(BytesIO(drawn[1])) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "nl"
        assert str(document.docinfo["/Title"]) == "Jaarverslag 2026 – Pact voor Uitstroom"
        with document.open_metadata() as metadata:
            assert str(metadata["pdfuaid:part"]) == "1"


def test_headings_come_in_order_and_none_is_skipped(drawn):
    levels = [int(tag[2]) for tag, _ in tags_of(drawn[1]) if tag in {"/H1", "/H2", "/H3", "/H4"}]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_drawing_says_what_it_shows_and_has_its_table(drawn):
    figures, pdf = drawn
    tags = tags_of(pdf)
    alternatives = [alt for tag, alt in tags if tag == "/Figure"]
    blocks = [block for chapter in shown(figures)["chapters"] for block in chapter.blocks]

    assert all(alternatives)
    drawings = [block.drawing for block in blocks if block.drawing]
    titles = {drawing.title for drawing in drawings if drawing.says_something}
    assert titles <= set(alternatives)
    assert [tag for tag, _ in tags].count("/Table") == sum(bool(block.table) for block in blocks)
    assert all(block.table for block in blocks if block.drawing)


def test_a_drawing_of_nothing_but_zeros_is_left_out(drawn):
    _figures, pdf = drawn
    alternatives = {alt for tag, alt in tags_of(pdf) if tag == "/Figure"}

    assert not Bars(title="", rows=[("a", 0), ("b", 0, 0)]).says_something
    assert Bars(title="", rows=[("a", 0), ("b", None)]).says_something
    assert "Woningen die niet meetellen" not in alternatives
    assert "Woningen die niet meetellen" in words_of(pdf)


def test_a_cell_of_a_table_knows_its_heading(drawn):
    table = shown(drawn[0])["chapters"][0].blocks[0].table

    assert [heading for heading, _cell in table.labelled_rows[0]["cells"]] == table.headings


def test_a_year_before_of_which_nothing_is_known_has_no_column(drawn):
    figures = deepcopy(drawn[0])
    for row in figures["homes"]["municipalities"]:
        row["last_year"] = None

    table = shown(figures)["chapters"][0].blocks[0].table

    assert table.headings == ["Gemeente", "Aandeel", "Gehuisvest", "Gereserveerd"]


def test_every_chapter_has_a_drawing(drawn):
    for chapter in shown(drawn[0])["chapters"]:
        assert any(block.drawing for block in chapter.blocks), chapter.title


def test_nobody_is_in_it(drawn):
    """Neither printed nor as a download: of a household in every table there is, no field and no code."""
    figures, pdf = drawn
    printed = " ".join(words_of(pdf).split())
    download = as_csv(figures, kept_hash=fingerprint(figures)).decode("utf-8-sig")

    assert found(printed) == AGREED_WORDS
    assert found(download) == AGREED_WORDS - {Canary.CARE_PARTY}
    assert "K-" not in printed + download


def test_of_what_one_household_did_the_number_is_hidden(drawn):
    figures, _pdf = drawn
    rows = read(as_csv(figures, kept_hash=fingerprint(figures)))

    told = {label: value for _table, label, _column, value in rows}
    assert {told[word.value] for word in COUNTED} == {HIDDEN}


def test_drawn_again_from_the_same_figures_it_has_the_same_words(drawn):
    figures, pdf = drawn

    again = draw(figures, is_final=False)

    assert words_of(again) == words_of(pdf)


def read(text):
    rows = list(csv.reader(StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Hoofdstuk", "Tabel", "Rij", "Kolom", "Waarde"]
    return [tuple(row[1:]) for row in rows[1:]]


def test_the_download_has_every_cell_of_the_pdf_and_hides_what_it_hides(drawn, monkeypatch):
    figures, _pdf = drawn
    monkeypatch.setattr(document, "to_pdf", lambda page: page)
    printed = TablesOfAPage(draw(figures, is_final=True)).cells

    rows = read(as_csv(figures, kept_hash=fingerprint(figures)))

    tables = [row for row in rows if row[0] not in {"Samenvatting", IN_THE_TEXT, METHOD}]
    assert tables == [(*cell[:3], cell[3].replace(HIDDEN_MARK, HIDDEN)) for cell in printed]
    assert {HIDDEN, "40"} <= {value for *_, value in tables}
    summary = {label: value for table, label, _, value in rows if table == "Samenvatting"}
    assert list(summary.values()) == [value for value, *_ in shown(figures)["summary"]]


def test_what_only_a_sentence_tells_is_in_the_download_too(drawn):
    figures, _pdf = drawn
    figures = figures | {"homes": figures["homes"] | {"cap": 178, "extra": 4}}
    kept = fingerprint(figures)

    rows = read(as_csv(figures, kept_hash=kept))

    told = {label: value for table, label, _, value in rows if table == IN_THE_TEXT}
    assert (told["Afgesproken"], told["Extra"]) == ("178", "4")
    assert {"Gemist", "Verlengd", "Afgewezen verzoeken", "Contacten, ten minste"} <= set(told)
    method = {label: value for table, label, _, value in rows if table == METHOD}
    assert method["Vingerafdruk van de cijfers"] == kept
    assert method["Verborgen tot en met"] == "4"
    assert {method[document["title"]] for document in figures["documents"]} == {"19", "20"}


def test_the_last_page_prints_the_hash_of_the_figures(drawn):
    """So that a PDF and the figures it was drawn from can be held together."""
    figures, pdf = drawn
    *_before, last = words_of(pdf).rstrip("\f").split("\f")

    assert fingerprint(figures) in "".join(last.split())


def test_a_number_in_the_download_has_no_dots_and_a_date_stays_a_date():
    assert [plain(text) for text in ("1.234", "12.345.678", HIDDEN_MARK, "83%", "3,0")] == [
        "1234",
        "12345678",
        HIDDEN,
        "83%",
        "3,0",
    ]


CARRIED_OUT = [
    "=1+1",
    "+31",
    "-2",
    "@sum(A1)",
    "\t=1",
    "\r=1",
    " =1",
    '=cmd|" /C calc"!A0',
    *(f"{sign}1" for sign in "\uff1d\uff0b\uff0d\uff20"),
]


@pytest.mark.parametrize("document_name", CARRIED_OUT)
def test_a_spreadsheet_carries_nothing_out(drawn, document_name):
    figures = deepcopy(drawn[0])
    figures["decisions"] = [
        {"kind": "x", "municipality": "", "value": 1, "document": document_name, "on": "2026-03-02"}
    ]

    rows = read(as_csv(figures, kept_hash=fingerprint(figures)))

    assert [row[3] for row in rows if row[2] == "Document"] == [f"'{document_name}"]


@pytest.mark.parametrize("document_name", ["besluit,=1+1", "besluit;=1+1", 'een "=1+1"'])
def test_no_part_of_a_text_becomes_a_cell_of_its_own(drawn, document_name):
    """Neither where cells are cut at commas."""
    figures = deepcopy(drawn[0])
    figures["decisions"] = [
        {"kind": "x", "municipality": "", "value": 1, "document": document_name, "on": "2026-03-02"}
    ]

    text = as_csv(figures, kept_hash=fingerprint(figures)).decode("utf-8-sig")

    assert '"' + document_name.replace('"', '""') + '"' in text
    assert all(line.startswith('"') and line.endswith('"') for line in text.splitlines())


def test_a_draft_says_so_and_a_final_report_too(drawn):
    figures, pdf = drawn

    assert "Concept" in words_of(pdf)
    assert "Concept" not in words_of(draw(figures, is_final=True))


def test_what_is_hidden_says_so_and_has_no_bar():
    bars = Bars(title="x", rows=[("a", None), ("b", 12, None), ("c", 8, 4)]).bars

    assert [bar.number for bar in bars] == [HIDDEN, f"12 + {HIDDEN}", "8 + 4"]
    assert bars[0].solid_width == "0"


def test_numbers_are_written_in_dutch_and_shares_only_of_what_may_be_shown():
    assert number(1234) == "1.234"
    assert share(199, 200) == "99%"
    assert share(None, 200) == share(3, None) == HIDDEN
    assert share(0, 0) == "–"


def test_a_long_label_is_whole_in_lines_that_fit_beside_the_bars():
    label = "nog niet toe aan zelfstandig wonen met begeleiding in een eigen woning in de regio"
    bars = Bars(title="x", rows=[("kort", 3), (label, 5), ("kort", 1)])
    short, long, last = bars.bars

    lines = [line for _y, line in long.lines]
    assert " ".join(lines) == label
    assert max(map(len, lines)) <= LETTERS_A_LINE
    heights = [float(bar.lines[0][0]) for bar in (short, long, last)]
    assert heights == sorted(heights)
    assert float(long.lines[-1][0]) + LINE <= float(last.lines[0][0])
    assert float(last.y) + BAR <= bars.height


@pytest.mark.parametrize(
    "rows", [[("a", 12345, 6789)], [("a", 40, None), ("b", 46, 8)], [("a", 5), ("b", 1)]]
)
def test_no_number_is_cut_off_behind_its_bar(rows):
    for bar in Bars(title="x", rows=rows).bars:
        assert float(bar.number_x) + LETTER * len(bar.number) <= WIDTH + 0.1


def test_a_reason_that_is_drawn_is_written_out(drawn):
    figures = deepcopy(drawn[0])
    rejected = figures["applications"]["rejected"]
    rejected["rows"] = [(reason, 6) for reason, _count in rejected["rows"]]

    words = words_of(draw(figures, is_final=False))

    assert max(len(reason) for reason, _count in rejected["rows"]) > LETTERS_A_LINE
    assert "…" not in words
