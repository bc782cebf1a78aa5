"""The pages of introductions, as a browser meets them: who reads what, and what is refused how."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from municipalities.models import AreaWork
from pact.audit.models import Look
from placements.candidates.models import AvoidedDistrict, Card
from placements.introductions.models import Contact, Exemption, Introduction
from tests.conftest import actor_for
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    IntroductionFactory,
    MembershipFactory,
    area,
    district,
)
from tests.placements.introductions.scenes import candidate, change, noon, planned
from tests.queries import own_statements

pytestmark = pytest.mark.django_db

NOW = noon(2026, 11, 23)
KEY = "00000000-0000-4000-8000-00000000000c"
EVIL = '<script>alert("x")</script>'


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def newcomer(people):
    return candidate(
        people,
        admitted=noon(2026, 9, 1),
        wishes=date(2027, 6, 1),
        reference="K-9ABCDE",
        tables__card__first_name="Voorbeeldje",
        tables__card__initials="Q.Z.",
        tables__identity__last_name="Geheimenaam",
    )


@pytest.fixture
def introduction(people, newcomer):
    return planned(newcomer, people.worker, since=noon(2026, 9, 2))


@pytest.fixture
def browsers(people, signed_in):
    names = ["caseworker", "coordinator", "worker", "stranger", "foreign_worker", "colleague"]
    return {name: signed_in(getattr(people, name)) for name in names}


def address(name: str, row, *more) -> str:
    return reverse(f"introductions:{name}", args=[row.public_id, *more])


def read(browser, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200
    return response.content.decode()


# Who reads what


def test_the_worker_sees_what_a_first_meeting_needs_and_no_more(browsers, newcomer, introduction):
    with arranging():
        card = Card.objects.get(candidate=newcomer)
    change(card, agreed_contact="via de begeleider", call_first=True)
    page = read(browsers["worker"], address("detail", introduction))
    for word in ["Voorbeeldje", "K-9ABCDE", "via de begeleider", "Voorbeeld Begeleider"]:
        assert word in page
    for word in ["Geheimenaam", "Q.Z.", "juni 2027", "700"]:
        assert word not in page


def test_the_coordinator_sees_the_reference_and_not_the_name(browsers, introduction):
    page = read(browsers["coordinator"], address("detail", introduction))
    assert "K-9ABCDE" in page
    assert "Voorbeeldje" not in page
    assert "Geheimenaam" not in page


@pytest.mark.parametrize("who", ["stranger", "foreign_worker", "colleague"])
def test_a_stranger_gets_404_and_finds_nothing_in_the_list(browsers, introduction, who):
    assert browsers[who].get(address("detail", introduction)).status_code == 404
    for show in ["plan", "start", "running"]:
        page = read(browsers[who], reverse("introductions:list") + f"?show={show}")
        assert "K-9ABCDE" not in page


def test_a_worker_no_longer_sees_what_has_stopped(browsers, introduction):
    assert browsers["worker"].get(address("detail", introduction)).status_code == 200
    response = browsers["worker"].post(
        address("stop", introduction), {"code": "not_wanted"}, follow=True
    )
    assert response.redirect_chain == [(reverse("introductions:list"), 302)]
    assert browsers["worker"].get(address("detail", introduction)).status_code == 404
    page = read(browsers["caseworker"], address("detail", introduction))
    assert "kandidaat wil dit gebied niet" in page


def test_what_was_typed_is_never_markup(browsers, newcomer, introduction):
    with arranging():
        Card.objects.filter(candidate=newcomer).update(first_name=EVIL, agreed_contact=EVIL)
    page = read(browsers["worker"], address("detail", introduction))
    assert EVIL not in page
    assert "&lt;script&gt;" in page


def test_each_look_is_on_record_in_the_same_transaction(browsers, introduction):
    browsers["worker"].get(address("detail", introduction))
    browsers["coordinator"].get(reverse("introductions:list") + "?show=start")
    with arranging():
        looks = list(Look.objects.order_by("pk").values_list("page", "candidate_id", "rows"))
    assert looks == [
        ("introductions:detail", introduction.candidate_id, None),
        ("introductions:list", None, 1),
    ]


# The planner


def test_who_must_start_this_month_stands_on_top_and_the_filter_narrows(people, browsers):
    late = candidate(people, admitted=noon(2026, 9, 1), wishes=date(2027, 3, 1))
    soon = candidate(people, admitted=noon(2026, 9, 1), wishes=date(2027, 5, 1))
    later = candidate(people, admitted=noon(2026, 9, 1), wishes=date(2027, 6, 1))
    unknown = candidate(people, admitted=noon(2026, 9, 1), wishes=None)
    url = reverse("introductions:list")
    page = read(browsers["coordinator"], url)
    places = [page.index(row.reference) for row in [late, soon, later, unknown]]
    assert places == sorted(places)
    page = read(browsers["coordinator"], f"{url}?start=month")
    assert late.reference in page
    assert soon.reference in page
    assert later.reference not in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_filter_has_the_name_of_a_list(browsers, language):
    page = browsers["worker"].get(reverse("introductions:list")).context
    labels = [label for _show, label in page["planner"].tabs]
    labels += [field.label for field in page["filter"].visible_fields()]
    with translation.override(language):
        names = [str(label) for label in labels]
    assert len(names) == 3
    assert len(set(names)) == 3


def test_the_coordinator_sees_where_nobody_introduces(browsers):
    url = reverse("introductions:list")
    with arranging():
        AreaWork.objects.filter(area=area()).update(valid_to=NOW.date())
    assert "Schalkwijk" in read(browsers["coordinator"], url).split('class="tabs"')[0]
    assert "Schalkwijk" not in read(browsers["caseworker"], url).split('class="tabs"')[0]


def test_running_ones_say_when_moving_is_possible_and_how_many_days_short(
    people, browsers, newcomer
):
    IntroductionFactory(
        candidate=newcomer,
        worker=people.worker,
        first_contact_on=date(2026, 12, 11) - timedelta(days=18),
        contacts=[],
        move_on=date(2027, 5, 1),
    )
    for who in ["coordinator", "worker"]:
        page = read(browsers[who], reverse("introductions:list") + "?show=running")
        assert "23 mei 2027" in page
        assert "22 dagen te laat" in page


def test_a_list_is_read_page_by_page_without_losing_or_repeating_anybody(people, browsers):
    made = set()
    for number in range(60):
        wished = date(2027, number % 4 + 5, 1) if number % 5 else None
        row = candidate(people, admitted=noon(2026, 9, 1), wishes=wished, tables=True)
        planned(row, people.worker, since=noon(2026, 9, 2))
        made.add(row.reference)
    seen, url = [], reverse("introductions:list") + "?show=start"
    while url:
        response = browsers["worker"].get(url)
        page = response.context["planner"]
        seen += [row.reference for row in page.rows]
        url = page.page.older
    assert len(seen) == 60
    assert set(seen) == made


@pytest.mark.parametrize(
    "wrong", ["start=never", "show=start&area=x", "show=start&area=999999", "start=%00"]
)
def test_a_filter_that_cannot_be_read_finds_nothing(browsers, wrong):
    answer = browsers["coordinator"].get(reverse("introductions:list") + f"?{wrong}")
    assert (answer.status_code, answer.context["planner"].rows) == (422, [])


def test_a_list_that_does_not_exist_is_the_first(browsers):
    answer = browsers["coordinator"].get(reverse("introductions:list") + "?show=all")
    assert (answer.status_code, answer.context["planner"].show) == (200, "plan")


@pytest.mark.parametrize("cursor", ["x", "00000000-0000-4000-8000-000000000000"])
def test_a_place_that_does_not_exist_is_404(browsers, cursor):
    url = reverse("introductions:list") + f"?after={cursor}"
    assert browsers["coordinator"].get(url).status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "caseworker", "worker"])
def test_a_page_asks_few_statements_however_many_rows(people, browsers, newcomer, who):
    def statements(url: str) -> int:
        browsers[who].get(url)
        return len(own_statements(browsers[who], url))

    introduction = IntroductionFactory(candidate=newcomer, worker=people.worker)
    url = reverse("introductions:list")
    few = [statements(f"{url}?show={show}") for show in ["plan", "start", "running"]]
    for _number in range(8):
        for details in [{"status": "planned", "first_contact_on": None}, {}]:
            IntroductionFactory(
                candidate=CandidateFactory(caseworker=people.caseworker),
                worker=people.worker,
                contacts=[],
                **details,
            )
        CandidateFactory(caseworker=people.caseworker)
    assert [statements(f"{url}?show={show}") for show in ["plan", "start", "running"]] == few
    assert max(few) <= 4
    assert statements(address("detail", introduction)) <= (5 if who == "worker" else 4)
    if who != "worker":
        assert statements(address("candidate", newcomer)) <= 4


# Deeds in a browser


def test_planning_in_a_browser_and_a_double_click(people, browsers, newcomer):
    url = address("plan", newcomer)
    page = read(browsers["caseworker"], url)
    assert people.worker.user.name in page
    sent = {
        "form_key": KEY,
        "area": area().pk,
        "worker": people.worker.pk,
        "planned_on": "1-12-2026",
    }
    first = browsers["caseworker"].post(url, sent)
    second = browsers["caseworker"].post(url, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    with arranging():
        assert Introduction.objects.count() == 1


def test_choosing_an_area_narrows_who_introduces(people, browsers, newcomer):
    other = people.foreign_worker
    url = address("plan", newcomer)
    whole = read(browsers["caseworker"], url)
    part = (
        browsers["caseworker"]
        .get(f"{url}?area={area().pk}", headers={"HX-Request": "true"})
        .content.decode()
    )
    assert other.user.name in whole
    assert other.user.name not in part
    assert people.worker.user.name in part
    assert "<html" not in part


def test_avoided_districts_are_named_to_who_plans(people, browsers, newcomer):
    with arranging():
        AvoidedDistrict.objects.create(
            candidate=newcomer, caseworker=newcomer.caseworker, district=district("Meerwijk")
        )
    for who in ["caseworker", "coordinator"]:
        assert "Meerwijk" in read(browsers[who], address("candidate", newcomer))


def test_a_refusal_is_409_with_a_sentence_and_nothing_typed_is_lost(people, browsers, newcomer):
    sent = {
        "form_key": KEY,
        "area": area().pk,
        "worker": people.foreign_worker.pk,
        "planned_on": "1-12-2026",
    }
    response = browsers["caseworker"].post(address("plan", newcomer), sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert people.foreign_worker.user.name in page
    assert 'value="1-12-2026"' in page
    sent["worker"] = people.worker.pk  # the same form may be used again
    assert browsers["caseworker"].post(address("plan", newcomer), sent).status_code == 302


BAD_DATES = ["31-02-2027", "morgen", "1-1-99", "32-1-2027", "1" * 1000, "", "2026-13-01", "\x00"]


@pytest.mark.parametrize("wrong", BAD_DATES)
def test_a_date_that_cannot_be_is_422_and_comes_back(browsers, introduction, wrong):
    url = address("first_contact", introduction)
    response = browsers["worker"].post(url, {"form_key": KEY, "on": wrong, "kind": "meeting"})
    assert response.status_code == 422
    if wrong.isprintable() and wrong:
        assert f'value="{wrong}"' in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": "x" * 1000},
        {"contact": "een\nregel"},
        {"contact": "123456782"},  # passes the check on a citizen service number
        {"whom": "buurman"},
        {"asked_on": "gisteren"},
    ],
)
def test_bad_input_about_who_was_asked_is_422(browsers, introduction, wrong):
    sent = {"form_key": KEY, "whom": "district_team", "asked_on": "2-11-2026", "contact": ""}
    response = browsers["worker"].post(address("ask_along", introduction), sent | wrong)
    assert response.status_code == 422


def test_the_first_contact_in_a_browser(browsers, introduction):
    url = address("first_contact", introduction)
    response = browsers["worker"].post(
        url, {"form_key": KEY, "on": "20-11-2026", "kind": "walk"}, follow=True
    )
    assert "20 mei 2027" in response.content.decode()
    again = browsers["worker"].post(
        url,
        {"form_key": "00000000-0000-4000-8000-00000000000d", "on": "20-11-2026", "kind": "walk"},
    )
    assert again.status_code == 409


def test_a_contact_of_another_introduction_is_404(people, browsers, introduction):
    other = IntroductionFactory(worker=MembershipFactory(role="neighbourhood_worker"))
    with arranging():
        contact = Contact.objects.filter(introduction=other).first()
    url = address("hold_contact", introduction, contact.pk)
    assert browsers["worker"].post(url).status_code == 404


def test_an_exception_is_asked_shown_and_decided(people, browsers, newcomer):
    sent = {
        "form_key": KEY,
        "code": "urgent",
        "catch_up": "after_move_weekly",
        "catch_up_by": "1-9-2027",
    }
    asked = browsers["caseworker"].post(address("ask_exemption", newcomer), sent)
    assert asked.status_code == 302
    url = address("candidate", newcomer)
    page = read(browsers["caseworker"], url)
    assert "kan niet een half jaar wachten" in page
    assert "25 november 2026" in page  # until when the coordinator decides
    assert address("decide_exemption", newcomer) not in page
    assert address("decide_exemption", newcomer) in read(browsers["coordinator"], url)
    decide = address("decide_exemption", newcomer)
    assert browsers["coordinator"].post(decide, {"is_granted": "x"}).status_code == 422
    assert browsers["coordinator"].post(decide, {"is_granted": "grant"}).status_code == 302
    assert browsers["coordinator"].post(decide, {"is_granted": "deny"}).status_code == 409
    with arranging():
        assert Exemption.objects.get().verdict == "granted"


def test_the_worker_reads_the_exception(people, browsers, newcomer, introduction):
    with arranging():
        Exemption.objects.create(
            candidate=newcomer,
            care_party=newcomer.care_party,
            caseworker=newcomer.caseworker,
            code="urgent",
            catch_up="after_move_monthly",
            catch_up_by=date(2027, 9, 1),
            asked_by=people.caseworker,
            asked_at=NOW,
            decide_by=date(2026, 11, 25),
        )
    page = read(browsers["worker"], address("detail", introduction))
    assert "kan niet een half jaar wachten" in page
    assert "besluit" not in page.split("<main")[1].split("uitzondering/")[-1][:8]


def test_the_worker_does_not_learn_the_month_wished_from_what_is_short(people, browsers, newcomer):
    """The coordinator reads by how much it is short; from that the month could be told."""
    short = IntroductionFactory(
        candidate=newcomer, worker=people.worker, first_contact_on=date(2026, 12, 20), contacts=[]
    )
    for url in [address("detail", short), reverse("introductions:list") + "?show=running"]:
        assert "19 dagen te laat" in read(browsers["coordinator"], url)
        assert "te laat" not in read(browsers["worker"], url)


def test_the_door_alone_keeps_strangers_out(people, newcomer, introduction):
    """Asked around the walls: the door does not lean on them."""
    stopped = IntroductionFactory(candidate=newcomer, worker=people.worker, status="stopped")
    names = ["coordinator", "caseworker", "colleague", "worker", "foreign_worker", "agent"]
    members, seen = {name: getattr(people, name) for name in names}, {}
    with arranging():
        for who, member in members.items():
            rows = Introduction.objects.visible_to(actor_for(member))
            seen[who] = set(rows.values_list("pk", flat=True))
    both = {introduction.pk, stopped.pk}
    assert seen == {
        "coordinator": both,
        "caseworker": both,
        "colleague": set(),
        "worker": {introduction.pk},
        "foreign_worker": set(),
        "agent": set(),
    }
