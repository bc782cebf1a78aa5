"""The figures of the annual report: plain data, without a small number, the same for ever."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine

from placements.reporting.annual import NoSuchYear, annual_figures
from placements.reporting.frozen import code_version, fingerprint
from tests import factories
from tests.placements.reporting.scenes import VELSEN, as_report, home, many_homes

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=UTC), tick=False):
        yield


def figures(year=2026, on=NOVEMBER):
    with as_report():
        return annual_figures(year, on)


def numbers_in(thing):
    """Every number of a table, wherever it stands."""
    if isinstance(thing, dict):
        for value in thing.values():
            yield from numbers_in(value)
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from numbers_in(value)
    elif isinstance(thing, int):
        yield thing


def test_an_empty_year_is_all_noughts():
    empty = figures()

    assert empty["homes"]["realised"] == 0
    assert empty["homes"]["free"] == 178
    assert empty["applications"]["submitted"] == 0
    assert empty["waiting"] == {
        "rows": [
            ("under_3_months", 0),
            ("3_to_6_months", 0),
            ("6_to_12_months", 0),
            ("over_a_year", 0),
        ],
        "total": 0,
        "median_months": None,
    }


def test_what_is_published_holds_no_small_number_about_homes_or_people():
    many_homes(25)
    home(date(2026, 10, 1), municipality=VELSEN, status="agreed")
    factories.CandidateFactory(status="withdrawn", status_code="other")

    found = figures()

    published = [found[chapter] for chapter in ("applications", "waiting", "introductions")]
    published += [found["guidance"], found["homes"]["grid"], found["homes"]["corporations"]]
    published += [[(row["realised"], row["reserved"]) for row in found["homes"]["municipalities"]]]
    published += [[row["rows"] for row in found["outcomes"]["cohorts"]]]
    assert [n for n in numbers_in(published) if 0 < n < 5] == []
    assert found["homes"]["realised"] == 25
    assert (found["homes"]["reserved"], found["homes"]["free"]) == (None, None)


def test_municipalities_add_up_to_the_region_where_nothing_is_hidden():
    many_homes(70)

    found = figures()["homes"]

    shown = [row["realised"] for row in found["municipalities"]]
    assert None not in shown
    assert sum(shown) == found["realised"] == 70


def test_the_same_rows_give_the_same_figures_and_the_same_hash():
    many_homes(12)

    assert fingerprint(figures()) == fingerprint(figures())
    assert fingerprint(figures()) == fingerprint(json.loads(json.dumps(figures())))


def test_a_hash_changes_with_any_number():
    found = figures()
    before = fingerprint(found)
    found["homes"]["cap"] += 1

    assert fingerprint(found) != before


def test_a_year_that_nobody_decided_on_has_no_report():
    with pytest.raises(NoSuchYear):
        figures(year=2031)


def test_applications_are_counted_in_the_year_they_came():
    for _ in range(6):
        factories.CandidateFactory()
    factories.CandidateFactory(
        submitted_at=datetime(2025, 5, 5, tzinfo=UTC), admitted_at=datetime(2025, 5, 6, tzinfo=UTC)
    )

    found = figures()["applications"]

    assert (found["submitted"], found["admitted"]) == (6, 6)
    assert ("maatschappelijke opvang", 6) in found["origins"]["rows"]


def test_parties_are_counted_from_their_signatures():
    found = {row["title"]: len(row["parties"]) for row in figures()["documents"]}

    assert sorted(found.values()) == [19, 20]


def test_counting_takes_the_same_number_of_statements_whatever_the_number_of_rows(
    django_assert_max_num_queries,
):
    many_homes(30)

    with django_assert_max_num_queries(60):
        figures()


def test_the_version_of_the_code_is_a_hash_of_what_counts_and_draws():
    assert len(code_version()) == 40
