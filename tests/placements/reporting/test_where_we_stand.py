"""Where we stand: page, download and PDF tell the same numbers, and the rows tell them too."""

import csv
import subprocess
from datetime import UTC, date, datetime
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from placements.reporting import actions, tasks
from placements.reporting.models import Report
from tests import database
from tests.placements.reporting.known_year import (
    BY_MONTH,
    CAP,
    EXTRA,
    FREE,
    HOUSED,
    NOVEMBER,
    OF_CORPORATIONS,
    PACE,
    RESERVED,
    SHARES,
    counted,
    free_places,
    make_known_year,
)
from tests.placements.reporting.scenes import VELSEN, as_report
from tests.placements.reporting.tables import TablesOfAPage

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 11, 21, 9, tzinfo=UTC)
SHARE, HOUSED_NOW, RESERVED_NOW, FREE_NOW = "Aandeel", "Gehuisvest", "Gereserveerd", "Vrij"
FROM_THE_POOL = "uit de pot"


@pytest.fixture(scope="module")
def known_year(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with time_machine.travel(TODAY, tick=False):
            make_known_year()
        yield
        database.restore_baseline()


@pytest.fixture(autouse=True)
def _today(known_year):
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def page(people, signed_in):
    """What the coordinator reads of the year, on a day."""
    client = signed_in(people.coordinator)

    def read(on: date = NOVEMBER) -> str:
        return client.get(reverse("reporting:quota"), {"on": f"{on:%d-%m-%Y}"}).content.decode()

    return read


def table(page: str, caption: str) -> dict[str, dict[str, str]]:
    """Per row of one table of a page, what stands in each column."""
    rows: dict[str, dict[str, str]] = {}
    for found, label, heading, value in TablesOfAPage(page).cells:
        if found == caption:
            rows.setdefault(label.strip(), {})[heading] = value.strip()
    return rows


def of_municipalities(page: str) -> dict[str, tuple[str, ...]]:
    found = table(page, "Woningen per gemeente in 2026")
    columns = (SHARE, HOUSED_NOW, RESERVED_NOW, FREE_NOW)
    return {name: tuple(row[column] for column in columns) for name, row in found.items()}


def expected() -> dict[str, tuple[int, int]]:
    return {name: (HOUSED.get(name, 0), RESERVED.get(name, 0)) for name in SHARES}


def test_the_page_tells_each_municipality_what_was_agreed_housed_reserved_and_free(page):
    free = {VELSEN: str(SHARES[VELSEN] - HOUSED[VELSEN])}
    rows = {
        name: (str(SHARES[name]), *map(str, homes), free.get(name, FROM_THE_POOL))
        for name, homes in expected().items()
    }

    assert of_municipalities(page()) == rows | {"Regio": ("178", "18", "11", str(FREE))}
    assert counted(NOVEMBER) == expected()
    assert free_places() == (FREE, {VELSEN: int(free[VELSEN])})


def test_cap_free_pace_and_corporations_are_told_as_they_are(page):
    text = page()

    assert f"Nog {FREE} woningen vrij in 2026" in text
    assert f"{FREE} <small>vrij van {CAP} + {EXTRA} extra</small>" in text
    assert f"tempo: {PACE} op 21 november" in text
    assert f"{PACE - 18 - 11} woningen minder dan het tempo vraagt" in text
    assert CAP + EXTRA - 18 - 11 == FREE
    corporations = table(text, "Woningen per corporatie")
    assert {
        name: (int(row[HOUSED_NOW]), int(row[RESERVED_NOW])) for name, row in corporations.items()
    } == OF_CORPORATIONS


@pytest.mark.parametrize(
    "on", [date(2026, 1, 31), date(2026, 5, 10), date(2026, 5, 20), date(2026, 9, 30), NOVEMBER]
)
def test_on_any_day_the_page_tells_what_the_steps_tell_of_that_day(page, on):
    found = of_municipalities(page(on))
    region = found.pop("Regio")

    told = {name: (int(housed), int(reserved)) for name, (_, housed, reserved, _) in found.items()}
    assert told == counted(on)
    assert region[1:3] == tuple(str(sum(column)) for column in zip(*told.values(), strict=True))


def test_the_chart_of_the_months_draws_and_tells_what_was_held(page):
    text = page()
    months = [
        list(row.values())
        for row in table(text, "Gehuisvest en gereserveerd in 2026, opgeteld per maand").values()
    ]
    together = [housed + reserved for housed, reserved in BY_MONTH]

    numbers = [[str(n) for n in (*homes, sum(homes))] for homes in BY_MONTH]
    assert months == [*numbers, ["nog niet bekend"] * 3]
    assert f'd="{line_through(together)}"' in text
    assert f">{together[-1]}</text>" in text


def line_through(numbers: list[int]) -> str:
    """From nothing on 1 January; a month ends at its right, the last one on the day itself."""
    ends = [34 + 316 * month / 12 for month in range(1, len(numbers))] + [34 + 316 * 325 / 365]
    heights = [240 - 218 * number / (CAP + EXTRA) for number in numbers]
    points = [f"{_short(x)} {_short(y)}" for x, y in zip(ends, heights, strict=True)]
    return "M34 240 " + " ".join(points)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


@pytest.fixture
def report(people, signed_in, monkeypatch):
    """A draft of today, asked for and downloaded on the site, and made by the task."""
    monkeypatch.setattr(actions, "ask_a_worker", lambda task, **ids: None)
    client = signed_in(people.coordinator)
    client.post(reverse("reporting:make"), {"year": "2026", "form_key": uuid4()})
    with as_report():
        made = Report.objects.get()
    tasks.make_report(str(made.public_id))

    def download(name: str) -> bytes:
        return client.get(reverse(f"reporting:{name}", args=[made.public_id])).content

    return download


def test_page_download_and_pdf_tell_the_same(page, report):
    rows = list(csv.reader(StringIO(report("figures").decode("utf-8-sig")), delimiter=";"))
    cells = {tuple(row[1:4]): row[4] for row in rows}
    words = words_of(report("download"))

    for name, (share, housed, reserved, _free) in of_municipalities(page()).items():
        columns = zip((SHARE, HOUSED_NOW, RESERVED_NOW), (share, housed, reserved), strict=True)
        for column, number in columns:
            assert cells["Woningen per gemeente in 2026", name, column] == number
        assert [name, share, housed, reserved] in words
    growth = [str(housed) for housed, _reserved in BY_MONTH]
    assert ["Gehuisvest", *growth, "–"] in words
    caption = "Gehuisvest aan het eind van elke maand"
    told = [value for (found, *_), value in cells.items() if found == caption]
    assert told == [*growth, "–"]


def words_of(pdf: bytes) -> list[list[str]]:
    """The beginning of each line of a PDF, in words; of a row of the year only so many as are told."""
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    lines = [line.split() for line in text.splitlines()]
    return [line[:4] for line in lines] + lines
