"""The figures of the annual report: plain data, without a small number, the same for ever."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from municipalities.models import Decision
from pact.audit.models import Step
from placements.introductions.models import Exemption
from placements.proposals.models import Placement
from placements.reporting.annual import NoSuchYear, annual_figures
from placements.reporting.chapters import chapters
from placements.reporting.frozen import code_version, fingerprint
from placements.signals.models import Signal
from placements.tenancies.models import Lease
from tests import factories
from tests.database import arranging
from tests.municipalities.test_cap import shrink_year_to
from tests.norms import agree_otherwise
from tests.placements.reporting.scenes import VELSEN, as_report, at, home, lease, many_homes

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
            ("minder dan 3 maanden", 0),
            ("3 tot 6 maanden", 0),
            ("6 tot 12 maanden", 0),
            ("12 maanden of langer", 0),
        ],
        "total": 0,
        "median_months": None,
    }


def test_what_is_published_holds_no_small_number_about_homes_or_people():
    many_homes(12)
    home(date(2026, 10, 1), municipality=VELSEN, status="agreed")
    factories.CandidateFactory(status="withdrawn", status_code="other")

    found = figures()

    published = [found[chapter] for chapter in ("applications", "waiting", "introductions")]
    published += [found["guidance"], found["homes"]["grid"], found["homes"]["corporations"]]
    published += [[(row["realised"], row["reserved"]) for row in found["homes"]["municipalities"]]]
    published += [[row["rows"] for row in found["outcomes"]["cohorts"]]]
    assert [n for n in numbers_in(published) if 0 < n < 5] == []
    assert found["homes"]["realised"] == 12
    assert (found["homes"]["reserved"], found["homes"]["free"]) == (None, None)


def test_municipalities_add_up_to_the_region_where_nothing_is_hidden():
    many_homes(70)

    found = figures()["homes"]

    shown = [row["realised"] for row in found["municipalities"]]
    assert None not in shown
    assert sum(shown) == found["realised"] == 70


def test_a_total_that_is_hidden_is_hidden_in_every_table_that_tells_it(people):
    """A year that is full but for one reserved home hides both: the ceiling is known."""
    shrink_year_to(7)
    for month in range(1, 7):
        candidate = factories.CandidateFactory(status="housed")
        housed = home(date(2026, month, 2), candidate=candidate)
        introduced = factories.IntroductionFactory(candidate=candidate)
        lease(housed, date(2026, 9, 1), introduction=introduced)
    home(date(2026, 10, 1), status="agreed")

    found = figures()

    assert [found["homes"][key] for key in ("realised", "reserved", "free")] == [None, None, 0]
    assert found["homes"]["months"] == [None] * 12
    assert found["introductions"]["started"]["total"] is None
    assert found["outcomes"]["cohorts"][-1]["total"] is None
    assert 6 not in numbers_in([found["introductions"]["started"], found["outcomes"]["cohorts"]])


def leased(home, started: date) -> Lease:
    """A lease of a home anywhere, from any day: it stands on an exception."""
    candidate = home.candidate
    exemption = Exemption.objects.create(
        candidate=candidate,
        care_party_id=candidate.care_party_id,
        caseworker_id=candidate.caseworker_id,
        code="urgent",
        catch_up="after_move_monthly",
        catch_up_by=date(2027, 6, 15),
        asked_by_id=candidate.caseworker_id,
        asked_at=at(started),
        decide_by=started,
        verdict="granted",
        decided_by=home.agent,
        decided_at=at(started),
    )
    return lease(home, started, exemption=exemption)


@pytest.mark.parametrize(("beside", "total"), [(2, None), (5, 17)])
def test_how_many_leases_there_are_does_not_tell_how_few_of_them_do_not_count(beside, total):
    many_homes(12)
    no_place = {"place": None, "counts": False, "not_counting": "decision_needed"}
    for day in range(beside):
        person = factories.CandidateFactory(tables=False)
        home(date(2026, 6, 2 + day), candidate=person, **no_place)
    with arranging():
        for housed in Placement.objects.select_related("candidate", "agent"):
            leased(housed, date(2026, 6, 1))

    found = figures()

    assert found["homes"]["realised"] == 12
    assert found["introductions"]["started"]["total"] == total
    assert found["outcomes"]["cohorts"][-1]["total"] == total


@pytest.mark.parametrize(("left_since", "gone"), [(1, None), (5, 11)])
def test_two_reports_side_by_side_do_not_tell_how_few_left_in_between(left_since, gone):
    many_homes(16, year=2025)
    ends = [date(2025, 11, 1)] * 6 + [date(2026, 5, 1)] * left_since
    with arranging():
        homes = list(Placement.objects.select_related("candidate", "agent").order_by("pk"))
        leases = [leased(housed, date(2025, 3, 2)) for housed in homes]
        for row, end in zip(leases, ends, strict=False):
            Lease.objects.filter(pk=row.pk).update(ended_on=end, end_code="evicted")

    assert left_of_2025(figures(2025, date(2025, 12, 31))) == 6
    assert left_of_2025(figures()) == gone


def left_of_2025(found) -> int | None:
    cohort = next(row for row in found["outcomes"]["cohorts"] if row["year"] == 2025)
    return dict(cohort["rows"])["gone"]


def test_a_lease_that_never_started_did_not_end():
    many_homes(12)
    with arranging():
        homes = list(Placement.objects.select_related("candidate", "agent").order_by("pk"))
        rows = [leased(housed, date(2026, 6, 1)).pk for housed in homes]
        never = {"started_on": None, "started_by": None, "end_code": "candidate_withdrew"}
        Lease.objects.filter(pk__in=rows[:6]).update(ended_on=date(2026, 6, 5), **never)
        ended = {"ended_on": date(2026, 8, 1), "end_code": "evicted"}
        Lease.objects.filter(pk__in=rows[6:]).update(**ended)

    found = figures()["outcomes"]["ended"]

    assert (dict(found["rows"])["ontruimd"], found["total"]) == (6, 6)
    assert "reden niet bekend" not in dict(found["rows"])


def test_how_many_homes_lapsed_is_hidden_where_it_tells_how_many_were_housed(people):
    home(date(2025, 3, 2), year=2025)
    with arranging():
        Decision.objects.create(
            kind="unused",
            year=2025,
            value=177,
            document="verzonnen besluit 5",
            asked_by=people.coordinator,
            asked_at=at(date(2026, 1, 20)),
            decided_by=people.oversight,
            decided_at=at(date(2026, 1, 22)),
            applied_at=at(date(2026, 1, 22)),
        )

    found = figures(2025, date(2025, 12, 31))

    assert (found["homes"]["realised"], found["homes"]["free"]) == (None, None)
    assert [row["value"] for row in found["decisions"]] == [None]
    cells = [
        row
        for chapter in chapters(found)
        for block in chapter.blocks
        if block.table
        for row in block.table.rows
    ]
    assert not any("177" in row for row in cells)


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


def test_the_bands_of_waiting_are_as_agreed():
    """Months of 30 days and a half: who waits 61 days waits two months."""
    for days in (60, 61, 61, 400):
        waits = {"status": "admitted", "waiting_since": NOVEMBER - timedelta(days=days)}
        for _ in range(6):
            factories.CandidateFactory(**waits)
    assert figures()["waiting"]["rows"][:2] == [
        ("minder dan 3 maanden", 18),
        ("3 tot 6 maanden", 0),
    ]

    for place, months in enumerate([2, 2, 9], start=1):
        agree_otherwise(f"waiting_band_months_{place}", months, since=date(2026, 11, 1))

    assert figures()["waiting"]["rows"] == [
        ("minder dan 2 maanden", 6),
        ("2 tot 9 maanden", 12),
        ("9 maanden of langer", 6),
    ]


def test_a_report_of_before_still_says_its_bands():
    found = figures()
    found["waiting"]["rows"] = [("under_3_months", 7), ("over_a_year", 5)]

    (waiting,) = [chapter for chapter in chapters(found) if chapter.key == "wachten"]

    assert [row[0] for row in waiting.blocks[0].table.rows] == [
        "minder dan 3 maanden",
        "een jaar of langer",
    ]


def give_signals(placement, number: int, *, on: date, decision: str = "") -> None:
    """So many signals about one home, one after another, as far as the sides agreed."""
    with arranging():
        for _ in range(number):
            signal = Signal.objects.create(
                placement=placement,
                fact=f"fact_{Signal.objects.count()}",
                happened_on=on,
                side="care",
                given_by=placement.caseworker,
                given_at=at(on),
                status_at=at(on),
                due_on=on,
                care_view="serious",
            )
            if decision:
                Step.objects.create(
                    kind="signal",
                    object_id=signal.pk,
                    public_id=signal.public_id,
                    at=at(on + timedelta(days=3)),
                    was="seen",
                    becomes="decided",
                    code=decision,
                )


def test_signals_are_counted_by_what_both_sides_agreed():
    here = home(date(2026, 3, 2))
    give_signals(here, 6, on=date(2026, 5, 1), decision="talk")
    give_signals(here, 5, on=date(2026, 6, 1))
    give_signals(here, 7, on=date(2025, 12, 30), decision="talk")

    found = figures()["signals"]

    assert found["total"] == 11
    agreed = {label: count for label, count in found["rows"] if count}
    assert agreed == {"samen een gesprek met de bewoner": 6, "nog niets afgesproken": 5}
    assert figures(on=date(2026, 5, 2))["signals"]["rows"][-1] == ("nog niets afgesproken", 6)


def test_a_small_number_of_signals_is_hidden_with_what_would_tell_it():
    here = home(date(2026, 3, 2))
    give_signals(here, 9, on=date(2026, 5, 1), decision="talk")
    give_signals(here, 2, on=date(2026, 6, 1))

    found = figures()["signals"]

    assert dict(found["rows"])["nog niets afgesproken"] is None
    assert [n for n in numbers_in(found) if n in {2, 9}] == []


def test_a_report_of_before_says_nothing_of_signals():
    found = figures()
    with_signals = [block.title for chapter in chapters(found) for block in chapter.blocks]
    del found["signals"]
    without = [block.title for chapter in chapters(found) for block in chapter.blocks]

    assert set(with_signals) - set(without) == {"Signalen over het wonen"}


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
