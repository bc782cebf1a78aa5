"""The pages of the annual report: who sees which, and what they say in each state."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine

from pact.audit.models import Look
from placements.reporting import actions
from placements.reporting.annual import annual_figures
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report
from tests.database import arranging
from tests.placements.reporting.scenes import as_report, many_homes

pytestmark = pytest.mark.django_db

LIST, MAKE = "/cijfers/jaarverslag/", "/cijfers/jaarverslag/maken/"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr(actions, "ask_a_worker", lambda task, **ids: None)
    with time_machine.travel(datetime(2026, 2, 2, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def report(people):
    def make(**details):
        with arranging():
            return Report.objects.create(
                year=2025,
                figures_on=date(2025, 12, 31),
                asked_by=people.coordinator,
                **{"asked_at": datetime(2026, 2, 2, 9, tzinfo=UTC)} | details,
            )

    return make


@pytest.fixture
def ready(report):
    def make(**details):
        with as_report():
            figures = annual_figures(2025, date(2025, 12, 31))
        kept = {"figures": figures, "figures_hash": fingerprint(figures), "pdf": b"%PDF-1.7"}
        return report(state="done", progress=100, **kept | details)

    return make


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def address(report, tail=""):
    return f"{LIST}{report.public_id}/{tail}"


def test_without_a_report_the_page_says_when_there_will_be_one(people, signed_in):
    assert "Er is nog geen verslag" in page(signed_in(people.caseworker), LIST)
    assert "Maak een concept" not in page(signed_in(people.caseworker), LIST)


def test_a_coordinator_has_a_draft_made(people, signed_in):
    answer = signed_in(people.coordinator).post(MAKE, {"year": "2025", "form_key": uuid4()})

    with as_report():
        made = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address(made))
    assert made.asked_by_id == people.coordinator.pk


def test_a_double_click_makes_one(people, signed_in):
    client, key = signed_in(people.coordinator), uuid4()

    first = client.post(MAKE, {"year": "2025", "form_key": key})
    second = client.post(MAKE, {"year": "2025", "form_key": key})

    with as_report():
        assert Report.objects.count() == 1
    assert first["Location"] == second["Location"]


@pytest.mark.parametrize("year", ["", "2031", "vorig", "-1", "2025; drop table"])
def test_no_year_or_none_that_exists_gets_a_sentence(people, signed_in, year):
    answer = signed_in(people.coordinator).post(MAKE, {"year": year, "form_key": uuid4()})

    assert answer.status_code == 422
    assert "Kies een" in answer.content.decode()


def test_a_draft_is_for_who_watches_over_the_agreement(people, signed_in, ready):
    draft = ready()

    for member in [people.coordinator, people.oversight, people.municipal_officer]:
        assert signed_in(member).get(address(draft)).status_code == 200
        assert signed_in(member).get(address(draft, "pdf/")).status_code == 200
    for member in [people.caseworker, people.agent, people.worker, people.administrator]:
        assert signed_in(member).get(address(draft)).status_code == 404
        assert signed_in(member).get(address(draft, "pdf/")).status_code == 404
        assert str(draft.public_id) not in page(signed_in(member), LIST)


def test_two_drafts_of_a_year_can_be_told_apart(people, signed_in, ready):
    ready()
    ready(asked_at=datetime(2026, 2, 1, 13, 30, tzinfo=UTC))

    for member in [people.coordinator, people.oversight, people.municipal_officer]:
        html = page(signed_in(member), LIST)
        for moment in ["2 februari 2026, 10:00", "1 februari 2026, 14:30"]:
            assert f"{moment}<br>" in html
            assert f"gevraagd op {moment}</span>" in html
        assert html.count(f"coördinator · {people.office}</span>") == 2
        assert people.coordinator.user.name not in html.partition("<main")[2]


def test_a_final_report_says_when_it_was_asked_and_not_by_whom(people, signed_in, ready):
    ready(is_final=True)

    html = page(signed_in(people.caseworker), LIST)

    assert "2 februari 2026, 10:00" in html
    assert people.office not in html


def test_a_final_report_is_for_everybody_once_it_is_ready(people, signed_in, ready, report):
    being_made = report(is_final=True)
    assert signed_in(people.caseworker).get(address(being_made)).status_code == 404
    with arranging():
        being_made.delete()

    final = ready(is_final=True)

    assert "Definitief · cijfers van 31 december 2025" in page(
        signed_in(people.caseworker), address(final)
    )


def test_while_it_is_made_the_page_follows_it_also_without_scripts(people, signed_in, report):
    client = signed_in(people.coordinator)
    busy = report(state="busy", progress=45)

    whole = page(client, address(busy))
    part = client.get(address(busy, "voortgang/"), headers={"HX-Request": "true"})

    for html in (whole, part.content.decode()):
        assert "De bladzijden worden getekend" in html
        assert f'hx-get="{address(busy, "voortgang/")}"' in html
        assert f'href="{address(busy)}"' in html
    assert "<html" not in part.content.decode()
    assert "HX-Refresh" not in part


def test_when_it_is_ready_the_page_loads_again(people, signed_in, ready):
    part = signed_in(people.coordinator).get(address(ready(), "voortgang/"))

    assert part["HX-Refresh"] == "true"
    assert "hx-get" not in part.content.decode()


def test_a_failed_report_says_why_and_can_be_tried_again(people, signed_in, report):
    failed = report(state="failed", error="too_long")
    client = signed_in(people.coordinator)

    assert "duurde te lang" in page(client, address(failed))
    assert client.post(address(failed, "opnieuw/")).status_code == 302
    with as_report():
        assert Report.objects.get().state == "queued"
    assert client.post(address(failed, "opnieuw/")).status_code == 409
    assert "Probeer opnieuw" not in page(signed_in(people.oversight), address(failed))


def test_a_ready_report_shows_what_stands_on_its_pages(people, signed_in, ready):
    many_homes(40, year=2025)

    shown = page(signed_in(people.oversight), address(ready()))

    assert "40 <small>van 178 woningen gehuisvest</small>" in shown
    assert "Kennismaking met de wijk" in shown
    assert "Begrippen en methode" in shown


def test_the_download_is_a_file_without_a_name_in_it_and_is_logged(people, signed_in, ready):
    final = ready(is_final=True)

    answer = signed_in(people.caseworker).get(address(final, "pdf/"))

    assert answer["Content-Disposition"] == 'attachment; filename="jaarverslag-2025-definitief.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == b"%PDF-1.7"
    with arranging():
        look = Look.objects.get(page="download_report")
    assert look.membership_id == people.caseworker.pk


def test_the_tables_are_a_file_for_who_may_read_the_report(people, signed_in, ready):
    draft = ready()

    answer = signed_in(people.oversight).get(address(draft, "csv/"))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        'attachment; filename="jaarverslag-2025-concept-2025-12-31.csv"'
    )
    assert answer.content.startswith(b'\xef\xbb\xbf"Hoofdstuk";"Tabel";"Rij";"Kolom";"Waarde"\r\n')
    assert address(draft, "csv/") in page(signed_in(people.oversight), address(draft))
    assert signed_in(people.caseworker).get(address(draft, "csv/")).status_code == 404
    with arranging():
        assert Look.objects.get(page="download_figures").membership_id == people.oversight.pk


def test_tables_of_figures_that_changed_are_not_given(people, signed_in, ready):
    changed = ready(is_final=True, figures_hash="0" * 64)

    answer = signed_in(people.caseworker).get(address(changed, "csv/"))

    assert answer.status_code == 409
    assert address(changed, "csv/") not in page(signed_in(people.caseworker), address(changed))


def test_a_report_that_is_not_ready_can_not_be_downloaded(people, signed_in, report):
    assert signed_in(people.coordinator).get(address(report(), "pdf/")).status_code == 404


def test_making_it_final_is_asked_first_and_done_once(people, signed_in, ready):
    client, draft, key = signed_in(people.coordinator), ready(), uuid4()

    assert "Het verandert niet meer" in page(client, address(draft, "vaststellen/"))
    first = client.post(address(draft, "vaststellen/"), {"form_key": key})
    second = client.post(address(draft, "vaststellen/"), {"form_key": key})
    third = client.post(address(draft, "vaststellen/"), {"form_key": uuid4()})

    with as_report():
        final = Report.objects.get(is_final=True)
    assert first["Location"] == second["Location"] == address(final)
    assert third.status_code == 409
    assert "al een definitief verslag" in third.content.decode()


def test_a_page_says_it_when_its_figures_are_not_what_they_were(people, signed_in, ready):
    draft = ready(figures_hash="0" * 64)

    html = page(signed_in(people.coordinator), address(draft))

    assert "Deze cijfers zijn niet meer wat ze waren" in html
    assert "0" * 64 in html
    answer = signed_in(people.coordinator).post(
        address(draft, "vaststellen/"), {"form_key": uuid4()}
    )
    assert answer.status_code == 409
    assert "Maak een nieuw concept" in answer.content.decode()


def test_the_list_does_not_read_the_pages_or_the_figures(people, signed_in, ready, monkeypatch):
    ready()
    read = []
    monkeypatch.setattr(
        Report, "refresh_from_db", lambda self, **given: read.append(given), raising=True
    )

    page(signed_in(people.coordinator), LIST)

    assert read == []


def test_the_list_goes_on_on_a_next_page_until_the_first_report(people, signed_in, report):
    asked = [report(asked_at=datetime(2026, 2, day, 9, tzinfo=UTC)) for day in (1, *range(1, 28))]
    client, found, told = signed_in(people.coordinator), LIST, []
    while found:
        listed = client.get(found).context["page"]
        told += [row.pk for row in listed.rows]
        found = listed.older

    assert told == [made.pk for made in reversed(asked)]


def test_a_form_that_comes_back_leads_on_to_the_list(people, signed_in, report):
    for _ in range(26):
        report()

    answer = signed_in(people.coordinator).post(MAKE, {"year": "", "form_key": uuid4()})

    assert answer.context["page"].older.startswith(f"{LIST}?after=")
