"""What was agreed, on a page: counted where it can be counted, with its source where it has one."""

import re
from datetime import date
from html import unescape

import pytest

from municipalities import agreed
from municipalities.loading import AGREEMENT, OFFICE, rows
from municipalities.models import AreaWork, IntroductionArea, Share
from pact.agreement.models import District, Document, Norm, Party, PartyKind, Succession
from tests.database import arranging
from tests.queries import own_statements

ADDRESS = "/afspraken/"
TODAY = date(2026, 11, 23)
MADE_UP = '<span class="utrecht-data-badge tag tag--plain">fictief</span>'


def test_the_parties_of_each_document_are_counted(db):
    counted = {row.key: row.parties for row in agreed.documents(TODAY)}

    assert counted == {"pact-2020": 19, "covenant-2021": 20}


def test_each_party_stands_under_its_kind(db):
    titles = {row.key: row.title for row in agreed.documents(TODAY)}
    kinds = dict(agreed.by_kind(agreed.parties(TODAY), titles))

    assert sum(len(members) for members in kinds.values()) == 21
    assert len(kinds[PartyKind.CORPORATION.label]) == 8


def test_de_key_handed_over_to_pre_wonen(db, people, signed_in):
    page = signed_in(people.municipal_officer).get(ADDRESS).content.decode()

    assert "De Key" in page
    assert "Pré Wonen" in page
    assert "1 december 2020" in page


@pytest.mark.parametrize(("language", "begins"), [("nl", "vanaf"), ("en", "from")])
def test_names_handovers_and_districts_stand_with_their_source(people, signed_in, language, begins):
    people.caseworker.user.language = language
    people.caseworker.user.save()
    page = " ".join(signed_in(people.caseworker).get(ADDRESS).content.decode().split())

    document = Document.objects.get(key="pact-2020")
    assert f'RIBW K/AM <p class="soft"><span lang="nl">{document.source}' in page
    assert f"· {begins} 8 " in page
    assert Succession.objects.get().source in page
    assert page.count(District.objects.first().source) == 8, "seven municipalities, and below"


def test_each_agreed_number_stands_with_its_sentence(db):
    quoted = {norm.value: norm.quote for norm in agreed.norms(TODAY) if not norm.is_fictitious}

    assert sorted(quoted) == [6, 24, 178]
    assert all(quoted.values())


def test_a_norm_that_was_replaced_shows_its_new_value(db):
    with arranging():
        Norm.objects.filter(key="introduction_contacts").update(valid_to=date(2026, 11, 1))
        Norm.objects.create(
            key="introduction_contacts",
            value=5,
            unit="contacts held before the lease starts",
            source="besluit",
            valid_from=date(2026, 11, 1),
        )

    values = [norm.value for norm in agreed.norms(TODAY) if norm.source == "besluit"]
    assert values == [5]


def test_the_shares_of_the_year_add_up_to_its_homes(db):
    assert sum(share.agreed for share in agreed.shares(agreed.parties(TODAY))) == 178


def test_an_area_shows_its_districts_and_who_introduces(db):
    areas = {area.name: area for area in agreed.areas(TODAY)}

    assert areas["Schalkwijk"].districts == [
        "Boerhaavewijk",
        "Europawijk",
        "Meerwijk",
        "Molenwijk",
    ]
    made_up = {"name": "DOCK Haarlem", "is_fictitious": True}
    assert areas["Schalkwijk"].introduced_by == [made_up]


def test_what_is_made_up_says_so_row_by_row(people, signed_in, time_machine):
    """Also beside who introduces where; what the parties enter themselves loses its mark."""
    time_machine.move_to(TODAY)
    with arranging():
        schalkwijk = IntroductionArea.objects.get(name="Schalkwijk")
        party = Party.objects.get(name="Gemeente Haarlem")
        AreaWork.objects.create(area=schalkwijk, party=party, valid_from=date(2026, 11, 2))
        Share.objects.filter(year=TODAY.year, municipality__name="Velsen").update(
            is_fictitious=False, document="Besluit van de stuurgroep"
        )
    page = signed_in(people.caseworker).get(ADDRESS).content.decode()

    shares = rows_of(page, "Woningen per gemeente dit jaar")
    assert len(shares) == 7
    assert [first_cell(row) for row in shares if MADE_UP not in row] == ["Velsen"]
    areas = rows_of(page, "Waar mensen kennismaken")
    introducers = [last_cell(row) for row in areas]
    assert len(areas) == sum(MADE_UP in row.partition("</th>")[0] for row in areas) == 18
    assert sum(cell.count(MADE_UP) for cell in introducers) == 13
    assert f"DOCK Haarlem {MADE_UP}, Gemeente Haarlem<" in "".join(introducers)
    assert f"<b>{OFFICE}</b> {MADE_UP}" in page
    terms = rows_of(page, "Termijnen en andere getallen")
    assert len(terms) == len(list(rows(AGREEMENT / "terms.csv")))
    assert all(last_cell(row).count(MADE_UP) == 1 for row in terms)


def test_what_was_agreed_stands_on_the_page_with_its_numbers(people, signed_in):
    page = signed_in(people.caseworker).get(ADDRESS).content.decode()

    quotes = [unescape(quote) for quote in re.findall(r"<blockquote[^>]*>“(.+?)”<", page)]
    assert quotes == [row["quote"] for row in rows(AGREEMENT / "norms.csv")]
    assert re.findall(r'class="hero__number">(\d+)<', page) == ["178", "6", "24"]
    documents = rows_of(page, "Documenten")
    assert [re.search(r'"Partijen">(\d+)<', row)[1] for row in documents] == ["19", "20"]
    areas = agreed.areas(TODAY)
    shown = rows_of(page, "Waar mensen kennismaken")
    cells = [unescape(re.search(r'"Wijken">([^<]+)<', row)[1]) for row in shown]
    assert cells == [", ".join(area.districts) for area in areas]
    assert (len(cells), sum(len(area.districts) for area in areas)) == (18, 63)


def rows_of(page: str, title: str) -> list[str]:
    """The rows under the heading of a card, without the one that names the columns."""
    (card,) = (card for card in page.split('<section class="card"') if f"<h2>{title}</h2>" in card)
    return re.findall(r"<tr>.*?</tr>", card.partition("<tbody>")[2], re.DOTALL)


def first_cell(row: str) -> str:
    return re.search(r'<th scope="row"[^>]*>([^<]+)', row)[1].strip()


def last_cell(row: str) -> str:
    return row.rpartition("<td")[2]


def test_a_party_that_ended_is_no_longer_shown(db):
    with arranging():
        Party.objects.filter(name="De Key").update(ended_on=date(2026, 1, 1))

    assert "De Key" not in [party.name for party in agreed.parties(TODAY)]


def test_the_page_asks_the_database_four_things(people, signed_in):
    statements = own_statements(signed_in(people.caseworker), ADDRESS)

    assert len(statements) == 4, statements
