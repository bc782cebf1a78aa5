"""The pages of dwellings, as a browser meets them."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from pact.agreement.models import Municipality
from pact.audit.models import Look
from placements.dwellings.disclosure import shown_to_caseworker, vacant_days
from placements.dwellings.models import Dwelling
from tests.database import arranging
from tests.factories import CandidateFactory, DwellingFactory, PlacementFactory, district
from tests.pages import once_more
from tests.queries import own_statements

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
KEY = "00000000-0000-4000-8000-00000000000d"
LIST = "/woningen/"
OFFER = "/woningen/aanbieden/"
EVIL = "<script>x()</script>"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def browsers(people, signed_in):
    names = ["coordinator", "agent", "other_agent", "foreign_agent"]
    return {name: signed_in(getattr(people, name)) for name in names}


@pytest.fixture
def home(people) -> Dwelling:
    return DwellingFactory(offered_by=people.agent, street="Eigenlaan")


def typed(**changes) -> dict:
    return {
        "form_key": KEY,
        "postcode": "2035 ab",
        "house_number": "14",
        "addition": " a ",
        "street": "Verzonnenlaan",
        "city": "Haarlem",
        "district": district().pk,
        "rooms": "3",
        "bedrooms": "2",
        "area_m2": "",
        "rent": "€ 1.012,40",
        "floor": "-1",
        "accessibility": "none",
        "is_quiet": "",
        "complex_reference": "",
        "available_from": "1-12-2026",
        "contract_form": "regular",
        "answer_by": "7-12-2026",
    } | changes


def address(name: str, home: Dwelling) -> str:
    return reverse(f"dwellings:{name}", args=[home.public_id])


def offered() -> list[Dwelling]:
    with arranging():
        return list(Dwelling.objects.order_by("pk"))


def test_a_home_is_offered_as_people_type(people, browsers):
    response = browsers["agent"].post(OFFER, typed(), follow=True)
    assert response.status_code == 200
    (home,) = offered()
    assert (home.postcode, home.addition, str(home.rent)) == ("2035AB", "A", "1012.40")
    assert (home.is_quiet, home.area_m2, home.offered_by) == (None, None, people.agent)
    page = response.content.decode()
    assert "Verzonnenlaan 14A" in page
    assert "onbekend" in page  # what nobody said is not “no”


def test_a_double_click_makes_one(browsers):
    answers = [browsers["agent"].post(OFFER, typed()) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert len(offered()) == 1


def test_the_form_knows_until_when_an_answer_is_wanted(browsers):
    assert 'value="07-12-2026"' in browsers["agent"].get(OFFER).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rent": "-1"},
        {"rent": "0"},
        {"rent": "99999"},
        {"rent": "x"},
        {"postcode": "0000 AA"},
        {"postcode": "x" * 1000},
        {"house_number": "0"},
        {"house_number": "9" * 30},
        {"house_number": "14a"},
        {"addition": "x" * 9},
        {"street": ""},
        {"street": "x" * 1000},
        {"street": "Laan\nBcc: iemand"},
        {"street": "Laan\x00"},
        {"city": "123456782"},
        {"district": "999999"},
        {"district": "x"},
        {"rooms": "0"},
        {"rooms": "13"},
        {"rooms": "2.5"},
        {"bedrooms": "4"},
        {"bedrooms": "-1"},
        {"area_m2": "1"},
        {"floor": "1000"},
        {"accessibility": "unknown"},
        {"is_quiet": "maybe"},
        {"available_from": "31-02-2027"},
        {"answer_by": "morgen"},
        {"contract_form": ""},
        {"municipality": "999999"},
    ],
    ids=str,
)
def test_what_cannot_be_is_422_and_nothing_is_lost(browsers, wrong):
    response = browsers["agent"].post(OFFER, typed(**wrong))
    assert response.status_code == 422
    page = response.content.decode()
    assert "error-summary" in page
    assert ("Verzonnenlaan" in page) or ("street" in wrong)
    assert offered() == []


def test_a_district_of_another_municipality_is_422(browsers):
    velsen = Municipality.objects.get(name="Velsen")
    response = browsers["agent"].post(OFFER, typed(municipality=velsen.pk))
    assert response.status_code == 422


@pytest.mark.parametrize("changes", [{"answer_by": "1-11-2026"}, {"house_number": "15"}])
def test_a_refusal_is_409_in_the_same_form(people, browsers, changes):
    DwellingFactory(offered_by=people.other_agent, postcode="2035AB", house_number=15, addition="A")
    response = browsers["agent"].post(OFFER, typed(**changes))
    assert response.status_code == 409
    assert 'value="Verzonnenlaan"' in response.content.decode()
    assert browsers["agent"].post(OFFER, typed(house_number="16")).status_code == 302


def test_choosing_a_municipality_narrows_the_districts(browsers):
    velsen = Municipality.objects.get(name="Velsen")
    whole = browsers["agent"].get(OFFER).content.decode()
    part = (
        browsers["agent"]
        .get(f"{OFFER}?municipality={velsen.pk}", headers={"HX-Request": "true"})
        .content.decode()
    )
    assert "Boerhaavewijk" in whole
    assert "Boerhaavewijk" not in part
    assert part.strip().startswith("<div")
    for wrong in ["x", "9" * 40, "-1"]:
        assert browsers["agent"].get(f"{OFFER}?municipality={wrong}").status_code == 200


def test_an_older_page_is_409_with_what_is_there_now(browsers, home):
    url = address("change", home)
    assert 'name="version" value="1"' in browsers["agent"].get(url).content.decode()
    first = browsers["agent"].post(url, typed(version=1, rent="700"))
    second = browsers["other_agent"].post(url, typed(version=1, rooms="4"))
    assert (first.status_code, second.status_code) == (302, 409)
    page = second.content.decode()
    assert "700,00" in page
    assert 'value="4"' in page
    (row,) = offered()
    assert (str(row.rent), row.rooms) == ("700.00", 3)

    assert browsers["other_agent"].post(url, once_more(second)).status_code == 302
    (row,) = offered()
    assert row.rooms == 4


def test_a_home_is_withdrawn_with_a_reason_and_then_no_longer(browsers, home):
    url = reverse("proposals:withdraw_home", args=[home.public_id])
    assert browsers["agent"].post(url, {}).status_code == 422
    assert browsers["agent"].post(url, {"code": "no_candidate"}).status_code == 422
    response = browsers["agent"].post(url, {"code": "sold"}, follow=True)
    assert "wordt verkocht" in response.content.decode()
    assert browsers["agent"].post(url, {"code": "sold"}).status_code == 409
    assert browsers["agent"].post(address("change", home), typed(version=2)).status_code == 409


def test_each_sees_their_own_and_the_coordinator_all(people, browsers, home):
    DwellingFactory(offered_by=people.foreign_agent, street="Andermanslaan")
    seen = {
        who: [word in browser.get(LIST).content.decode() for word in ["Eigenlaan", "Andermanslaan"]]
        for who, browser in browsers.items()
    }
    assert seen == {
        "coordinator": [True, True],
        "agent": [True, False],
        "other_agent": [True, False],
        "foreign_agent": [False, True],
    }
    assert browsers["foreign_agent"].get(address("detail", home)).status_code == 404
    assert browsers["other_agent"].get(address("detail", home)).status_code == 200


def test_the_filters_narrow_and_bad_ones_find_nothing(people, browsers, home):
    DwellingFactory(offered_by=people.agent, street="Verhuurdlaan", status="let")
    page = browsers["agent"].get(f"{LIST}?status=open").content.decode()
    assert "Eigenlaan" in page
    assert "Verhuurdlaan" not in page
    page = browsers["coordinator"].get(f"{LIST}?corporation={people.agent.party_id}")
    assert "Verhuurdlaan" in page.content.decode()
    for wrong in ["status=x", "municipality=999999", "corporation=x", "status=%00"]:
        answer = browsers["coordinator"].get(f"{LIST}?{wrong}")
        assert (answer.status_code, answer.context["rows"]) == (422, [])


def test_page_by_page_every_home_comes_once(people, browsers):
    made = [DwellingFactory(offered_by=people.agent).pk for _number in range(30)]
    seen, url = [], LIST
    while url:
        page = browsers["agent"].get(url).context["page"]
        seen += [row.pk for row in page.rows]
        url = page.older
    assert seen == made[::-1]


def test_whom_it_was_about_ends_for_the_corporation_with_the_placement(people, browsers, home):
    home = DwellingFactory(offered_by=people.agent, status="reserved")
    person = CandidateFactory(reference="K-9ZZZZZ")
    PlacementFactory(candidate=person, dwelling=home)
    gone = CandidateFactory(reference="K-8ZZZZZ")
    PlacementFactory(
        candidate=gone, dwelling=home, status="declined", status_code="other_use", place=None
    )
    page = browsers["agent"].get(address("detail", home)).content.decode()
    assert "K-9ZZZZZ" in page
    assert "K-8ZZZZZ" not in page
    assert "K-8ZZZZZ" in browsers["coordinator"].get(address("detail", home)).content.decode()


def test_what_was_typed_is_never_markup(people, browsers):
    home = DwellingFactory(offered_by=people.agent, street=EVIL, complex_reference=EVIL)
    for url in [LIST, address("detail", home), address("change", home)]:
        assert EVIL not in browsers["agent"].get(url).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "agent"])
def test_a_page_asks_four_statements_at_most_however_many_rows(people, browsers, home, who):
    def statements(url: str) -> int:
        browsers[who].get(url)
        return len(own_statements(browsers[who], url))

    few = statements(LIST)
    for _number in range(12):
        DwellingFactory(offered_by=people.agent)
    assert statements(LIST) == few <= 4
    assert statements(address("detail", home)) <= 4


def test_each_look_is_on_record(browsers, home):
    browsers["agent"].get(LIST)
    browsers["agent"].get(address("detail", home))
    with arranging():
        looks = list(Look.objects.order_by("pk").values_list("page", "object_id", "rows"))
    assert looks == [("dwellings:list", None, 1), ("dwellings:detail", home.pk, None)]


@pytest.mark.parametrize(
    ("status", "available", "days"),
    [
        ("offered", date(2026, 11, 23), 0),
        ("reserved", date(2026, 11, 1), 22),
        ("offered", date(2026, 11, 24), None),
        ("let", date(2026, 1, 20), 13),  # until the step, 2 February
        ("withdrawn", date(2026, 11, 1), 0),
    ],
)
def test_vacancy_days(status, available, days):
    home = DwellingFactory(status=status, available_from=available)
    assert vacant_days(home, NOW.date()) == days


@pytest.mark.parametrize(
    ("floor", "lift", "words"),
    [
        (0, False, "begane grond"),
        (2, True, "verdieping 2, met lift"),
        (1, False, "verdieping 1, zonder lift"),
    ],
)
def test_the_caseworker_reads_the_home_in_words(floor, lift, words):
    home = DwellingFactory(floor=floor, has_lift=lift, is_quiet=True)
    with arranging(), translation.override("nl"):
        shown = shown_to_caseworker(home)
    assert (shown.floor, shown.quiet, shown.postcode) == (words, "ja", "2035 ZZ")


@pytest.mark.parametrize(("language", "reason"), [("nl", "huur te hoog"), ("en", "rent too high")])
def test_the_corporation_reads_at_its_home_why_a_proposal_ended(
    people, browsers, home, language, reason
):
    over = PlacementFactory(dwelling=home, status="declined", status_code="rent")
    with arranging():
        type(people.agent.user).objects.filter(pk=people.agent.user_id).update(language=language)

    page = browsers["agent"].get(address("detail", home)).content.decode()

    assert reason in page
    assert over.candidate.reference not in page
    assert str(over.public_id) not in page


@pytest.mark.parametrize("status", ["completed", "ended"])
def test_of_whoever_lived_there_the_corporation_reads_the_stage_only(people, browsers, status):
    home = DwellingFactory(offered_by=people.agent, status="let")
    lived = PlacementFactory(dwelling=home, status=status, status_code="deceased")

    page = browsers["agent"].get(address("detail", home)).content.decode()

    with translation.override("nl"):
        assert lived.get_status_display() in page
    assert "overleden" not in page
    assert lived.candidate.reference not in page
    end = reverse("tenancies:end_of_home", args=[home.public_id])
    assert (f'"{end}"' in page) == (status == "completed")


def test_the_coordinator_opens_what_is_over_from_the_home(browsers, home):
    over = PlacementFactory(dwelling=home, status="declined", status_code="rent")

    page = browsers["coordinator"].get(address("detail", home)).content.decode()

    assert reverse("proposals:placement", args=[over.public_id]) in page
    assert "huur te hoog" in page


@pytest.mark.parametrize("status", ["expired", "withdrawn", "returned"])
def test_a_home_that_left_the_table_is_offered_again_with_new_dates(people, browsers, status):
    old = DwellingFactory(
        offered_by=people.agent, status=status, status_code="other", street="Eigenlaan"
    )
    again = f"{OFFER}?again={old.public_id}"
    assert again in browsers["agent"].get(address("detail", old)).content.decode()

    form = browsers["other_agent"].get(again).context["form"]
    given = {name: form[name].value() for name in form.fields}
    assert (given["street"], given["rent"], given["district"]) == (
        "Eigenlaan",
        "612,40",
        old.district_id,
    )
    assert (given["available_from"], given["answer_by"]) == (None, None)
    filled = {
        name: value for name, value in given.items() if value is not None and value is not False
    }
    dates = {"form_key": KEY, "available_from": "1-12-2026", "answer_by": "7-12-2026"}
    assert browsers["agent"].post(again, filled | dates).status_code == 302
    assert [home.status for home in offered()] == [status, "offered"]


@pytest.mark.parametrize("again", ["", "nonsense", "of another", "on offer"])
def test_of_another_home_nothing_is_filled_in(people, browsers, home, again):
    theirs = DwellingFactory(offered_by=people.foreign_agent, status="expired", street="Vreemd")
    named = {"of another": theirs.public_id, "on offer": home.public_id}.get(again, again)

    form = browsers["agent"].get(f"{OFFER}?again={named}").context["form"]

    assert form["street"].value() is None
    assert form["answer_by"].value() is not None
