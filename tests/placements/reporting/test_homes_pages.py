"""The page "homes per year" and why its numbers are what they are."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from municipalities.models import Decision, LedgerEntry
from placements.candidates.models import Candidate
from tests import factories
from tests.database import arranging
from tests.placements.reporting.scenes import BLOEMENDAAL, VELSEN, home, many_homes
from tests.placements.reporting.test_people import went_back
from tests.queries import own_statements

pytestmark = pytest.mark.django_db

QUOTA, MOVEMENTS = "/cijfers/woningen/", "/cijfers/woningen/bewegingen/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def officer(people, signed_in):
    return signed_in(people.municipal_officer)


def test_the_addresses_are_in_dutch():
    assert reverse("reporting:quota") == QUOTA
    assert reverse("reporting:movements") == MOVEMENTS


def test_homes_that_went_back_because_the_year_was_full_are_told(officer):
    assert "omdat het jaar vol was" not in officer.get(QUOTA).content.decode()
    went_back("cap_full")

    page = officer.get(QUOTA).content.decode()
    assert "1 woning ging terug naar de corporatie, omdat het jaar vol was." in page


def test_what_was_not_used_of_a_year_is_said_and_whether_it_lapsed(people, officer):
    address = f"{QUOTA}?year=2025&on=31-12-2025"
    assert "nog niet besloten dat het vervalt" in officer.get(address).content.decode()
    assert "178 <small>niet gebruikt van 178</small>" in officer.get(address).content.decode()
    assert "niet gebruikt" not in officer.get(QUOTA).content.decode()
    with arranging():
        Decision.objects.create(
            kind="unused",
            year=2025,
            value=178,
            document="verzonnen besluit 5",
            asked_by=people.coordinator,
            asked_at=datetime(2026, 1, 20, 9, tzinfo=UTC),
            decided_by=people.oversight,
            decided_at=datetime(2026, 1, 22, 9, tzinfo=UTC),
            applied_at=datetime(2026, 1, 22, 9, tzinfo=UTC),
        )

    page = officer.get(address).content.decode()
    assert "vervallen volgens het besluit van 22 januari 2026: verzonnen besluit 5." in page


def test_the_page_says_how_many_homes_are_free(officer):
    home(date(2026, 3, 2))
    home(date(2026, 11, 2), status="proposed", municipality=VELSEN)

    page = officer.get(QUOTA).content.decode()

    assert "Nog 176 woningen vrij in 2026" in page
    assert "Stand op 21 november 2026 · ten hoogste 178 woningen per jaar in 7 gemeenten" in page
    assert "tempo: 158 op 21 november" in page
    assert "156 woningen minder dan het tempo vraagt" in page


def test_extras_are_always_shown_apart(officer):
    with arranging(), connection.cursor() as cursor:
        cursor.execute("select municipalities_set_ceiling(2026, 178, 4)")

    page = officer.get(QUOTA).content.decode()

    assert "ten hoogste 178 + 4 extra woningen" in page
    assert "vrij van 178 + 4 extra" in page


def test_their_own_municipality_is_marked_and_the_others_are_there_too(officer):
    home(date(2026, 3, 2), municipality=BLOEMENDAAL)

    page = officer.get(QUOTA).content.decode()

    assert page.count('class="mine"') == 1
    assert "Bloemendaal" in page


def test_a_date_in_the_past_shows_that_day(officer):
    home(date(2026, 3, 2))

    page = officer.get(QUOTA, {"on": "1-3-2026"}).content.decode()

    assert "Nog 178 woningen vrij in 2026" in page
    assert "Stand op 1 maart 2026" in page


def test_a_year_that_is_over_shows_its_last_day(officer):
    home(date(2025, 3, 3), year=2025)

    page = officer.get(QUOTA, {"year": "2025"}).content.decode()

    assert "In 2025 is 1 woning gehuisvest" in page
    assert "Stand op 31 december 2025" in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"on": "31-2-2026"}, "31 februari 2026 bestaat niet"),
        ({"on": "gisteren"}, "Dit is geen datum"),
        ({"on": "1-1-2027"}, "Deze datum moet nog komen"),
        ({"year": "vorig"}, "Dit is geen jaar"),
        ({"year": "99999999999999999999"}, "Dit is geen jaar"),
    ],
)
@pytest.mark.parametrize("address", [QUOTA, MOVEMENTS])
def test_what_is_no_date_or_year_gets_a_sentence_and_keeps_what_was_typed(
    officer, address, asked, sentence
):
    answer = officer.get(address, asked)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_year_that_nobody_decided_on_is_not_found(officer):
    assert officer.get(QUOTA, {"year": "2031"}).status_code == 404


def test_a_date_before_the_first_year_has_no_figures_and_says_so(officer):
    answer = officer.get(QUOTA, {"on": "1-6-2022"})

    assert answer.status_code == 200
    assert "Er is nog geen jaar" in answer.content.decode()


def test_a_handful_of_people_is_not_shown(officer):
    for _ in range(3):
        factories.CandidateFactory()

    page = officer.get(QUOTA).content.decode()

    assert "minder dan 5" in page
    assert "kandidaten wachten" in page


def test_enough_people_are_shown_with_their_median(officer):
    for _ in range(5):
        factories.CandidateFactory(waiting_since=date(2026, 2, 19))

    page = officer.get(QUOTA).content.decode()

    assert '<p class="kpi__value">5</p>' in page
    assert "9,0 maanden" in page


def test_each_figure_has_its_definition_and_its_date(officer):
    page = officer.get(QUOTA).content.decode()

    assert page.count('class="figure-note"') >= 6
    assert "is niet meegeteld.<br>21 november 2026" in page


def test_corporations_are_for_the_coordinator_and_each_for_its_own(people, signed_in):
    home(date(2026, 3, 2), corporation="Ymere")
    home(date(2026, 3, 3), corporation="Pré Wonen")

    coordinators = signed_in(people.coordinator).get(QUOTA).content.decode()
    agents = signed_in(people.agent).get(QUOTA).content.decode()
    officers = signed_in(people.municipal_officer).get(QUOTA).content.decode()

    assert '<th scope="row">Ymere</th>' in coordinators
    assert '<th scope="row">Pré Wonen</th>' in agents
    assert "Ymere" not in agents
    assert "Per corporatie" not in officers


def test_a_home_that_waits_for_a_decision_is_shown_to_who_decides(people, signed_in):
    home(
        date(2026, 11, 2), status="leased", place=None, counts=False, not_counting="decision_needed"
    )

    sentence = "1 woning wacht op een besluit"
    assert sentence in signed_in(people.oversight).get(QUOTA).content.decode()
    assert sentence in signed_in(people.coordinator).get(QUOTA).content.decode()
    assert sentence not in signed_in(people.caseworker).get(QUOTA).content.decode()


def test_movements_show_why_a_number_is_what_it_is(people, signed_in):
    home(date(2026, 3, 2))
    placement = home(date(2026, 11, 2), status="proposed")

    coordinators = signed_in(people.coordinator).get(MOVEMENTS).content.decode()
    officers = signed_in(people.municipal_officer).get(MOVEMENTS).content.decode()

    assert "maart 2026" in coordinators
    whole = str(placement.public_id)
    assert f'title="{whole}">{whole[:8]}</a>' in coordinators
    assert "november 2026" in officers
    assert str(placement.public_id)[:8] not in officers
    assert "Vrijgegeven" not in officers  # months are for the region and added up only


def test_the_page_takes_four_statements_of_its_own_whatever_the_number_of_homes(
    officer,
):
    first = len(own_statements(officer, QUOTA))
    many_homes(60)

    assert len(own_statements(officer, QUOTA)) == first == 4


def test_two_thousand_waiting_people_make_no_difference(officer):
    somebody = factories.CandidateFactory()
    with arranging():
        Candidate.objects.bulk_create(
            Candidate(
                reference=f"K-{n:06}",
                caseworker=somebody.caseworker,
                care_party=somebody.care_party,
                status="admitted",
                status_at=factories.WINTER,
                created_at=factories.WINTER,
                waiting_since=date(2026, 2, 2),
            )
            for n in range(1999)
        )

    assert '<p class="kpi__value">2000</p>' in officer.get(QUOTA).content.decode()


def moved(number: int, *, on: date = date(2026, 3, 2)) -> None:
    """So many lines in the ledger of the year, on one day: their number alone tells them apart."""
    with arranging():
        LedgerEntry.objects.bulk_create(
            LedgerEntry(
                at=factories.WINTER,
                on=on,
                year=2026,
                municipality=factories.district().municipality,
                corporation_id=factories.party("Ymere").pk,
                movement="reserve",
                reserved=1,
                realised=0,
                placement=uuid4(),
                place_number=place,
            )
            for place in range(1, number + 1)
        )


def test_the_movements_go_on_on_a_next_page_until_the_first_of_them(people, signed_in):
    moved(30)
    moved(30, on=date(2026, 4, 2))
    client, address, told = signed_in(people.coordinator), f"{MOVEMENTS}?on=21-11-2026", []
    while address:
        page = client.get(address).context
        told += [(line.on, line.place_number) for line in page["lines"]]
        address = page["page"].older

    days = [date(2026, 4, 2), date(2026, 3, 2)]
    assert told == [(day, place) for day in days for place in range(30, 0, -1)]


@pytest.mark.parametrize("place", ["0", "x", "9" * 30, "00000000-0000-4000-8000-000000000001"])
def test_a_place_in_the_ledger_that_is_not_there_is_not_found(people, signed_in, place):
    moved(1)

    assert signed_in(people.coordinator).get(MOVEMENTS, {"after": place}).status_code == 404
