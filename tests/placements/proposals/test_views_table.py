"""The coordinator's table, as a browser meets it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from municipalities.models import Place
from municipalities.places import CapReached
from placements.candidates.models import AvoidedDistrict
from placements.dwellings.models import Dwelling
from placements.proposals import actions
from placements.proposals.models import Placement
from placements.proposals.table import order
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    PlacementFactory,
    district,
)
from tests.queries import own_statements

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
KEY = "00000000-0000-4000-8000-000000000009"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def coordinator(people, signed_in):
    return signed_in(people.coordinator)


@pytest.fixture
def home(people) -> Dwelling:
    return DwellingFactory(offered_by=people.agent)


def household(**details):
    """Somebody who was introduced in Schalkwijk in time."""
    candidate = CandidateFactory(**details)
    GuidanceFactory(candidate=candidate)
    IntroductionFactory(candidate=candidate)
    return candidate


def sent(home: Dwelling, **changes: str) -> dict[str, str]:
    return {
        "form_key": KEY,
        "starts_on": "15-12-2026",
        "agent": str(home.offered_by_id),
    } | changes


def address(home, candidate) -> str:
    return reverse("proposals:propose", args=[home.public_id, candidate.public_id])


def only_placement() -> Placement:
    with arranging():
        return Placement.objects.get()


def test_a_home_that_is_free_next_year_says_which_year(people, coordinator):
    DwellingFactory(offered_by=people.agent)
    DwellingFactory(offered_by=people.agent, available_from=date(2027, 1, 5))
    page = coordinator.get(reverse("proposals:table")).content.decode()
    assert "vrij per 15 december<" in page
    assert "vrij per 5 januari 2027<" in page


def test_an_empty_table_says_so(coordinator):
    page = coordinator.get(reverse("proposals:table"))
    assert page.status_code == 200
    assert "Geen woning wacht op een kandidaat" in page.content.decode()


def test_the_home_that_must_be_answered_first_lies_open(coordinator, home, people):
    later = DwellingFactory(offered_by=people.agent, answer_by=date(2026, 12, 20))
    page = coordinator.get(reverse("proposals:table"))
    assert page.context["table"].opened.public_id == home.public_id
    other = coordinator.get(reverse("proposals:table_of", args=[later.public_id]))
    assert other.context["table"].opened.public_id == later.public_id


def test_the_best_fit_stands_first_with_every_criterion_explained(coordinator, home):
    first, second = household(), household(tables__need__bedrooms=2)
    page = coordinator.get(reverse("proposals:table"))
    rows = page.context["table"].shown
    assert [row.match.household.reference for row in rows] == [first.reference, second.reference]
    assert "huur past bij het inkomen" in page.content.decode()
    assert "1 slaapkamer voor 1 persoon" in page.content.decode()


def test_no_name_lies_on_the_table(coordinator, home):
    household(tables__identity__last_name="Geheimenaam", tables__card__first_name="Roepnaam")
    page = coordinator.get(reverse("proposals:table")).content.decode()
    assert "Geheimenaam" not in page
    assert "Roepnaam" not in page


def test_the_counts_of_the_day_stand_above_the_table(coordinator, home):
    household()
    PlacementFactory()
    table = coordinator.get(reverse("proposals:table")).context["table"]
    assert (len(table.homes), table.can_move) == (1, 1)
    assert table.free == [(2026, 177), (2027, 178)]


def test_who_is_only_too_early_is_shown_apart_and_the_others_are_counted(coordinator, home):
    too_early = household()
    with arranging():
        too_early.introductions.update(first_contact_on=date(2026, 8, 3))
    CandidateFactory(tables__need__bedrooms=5)
    table = coordinator.get(reverse("proposals:table")).context["table"]
    assert [row.match.household.id for row in table.shown] == [too_early.pk]
    assert table.not_fitting == 1
    assert {each.label: each.count for each in table.against} == {"kamers": 1, "kennismaking": 2}


def test_whoever_is_proposed_elsewhere_does_not_lie_on_the_table(coordinator, home):
    PlacementFactory(candidate=household())
    assert coordinator.get(reverse("proposals:table")).context["table"].can_move == 0


def test_the_projected_table_shows_results_without_what_they_are_about(coordinator, home):
    candidate = household(tables__need__max_rent="650.00")
    page = coordinator.get(reverse("proposals:room", args=[home.public_id])).content.decode()
    assert candidate.reference in page
    assert "1 persoon" in page
    assert "wacht" not in page.split("<main")[1]
    assert "begeleiding door een vaste persoon" not in page


def test_an_avoided_district_is_nowhere_in_the_room(coordinator, home):
    candidate = household()
    avoids(candidate, home)
    page = coordinator.get(reverse("proposals:room", args=[home.public_id])).content.decode()
    assert candidate.reference not in page


def avoids(candidate, home) -> None:
    with arranging():
        AvoidedDistrict.objects.create(
            candidate=candidate, caseworker=candidate.caseworker, district=home.district
        )


def test_a_home_that_was_just_given_away_leads_back_to_the_table(coordinator, people):
    gone = DwellingFactory(offered_by=people.agent, status="reserved")
    page = coordinator.get(reverse("proposals:table_of", args=[gone.public_id]), follow=True)
    assert page.redirect_chain == [(reverse("proposals:table"), 302)]
    assert "wacht niet meer op een kandidaat" in page.content.decode()


def test_a_home_that_does_not_exist_is_not_found(coordinator):
    for name in ["table_of", "room", "give_back"]:
        assert coordinator.get(reverse(f"proposals:{name}", args=[uuid4()])).status_code == 404


def test_proposing_holds_home_candidate_and_place(coordinator, home):
    candidate = household()
    answer = coordinator.post(address(home, candidate), sent(home))
    placement = only_placement()
    assert answer.status_code == 302
    assert answer.url == reverse("proposals:placement", args=[placement.public_id])
    assert (placement.rank, placement.choice_code, placement.year_id) == (1, "", 2026)
    assert {"key": "rent", "verdict": "fits"} in placement.facts


def test_the_year_follows_the_start_that_was_chosen(coordinator, home):
    coordinator.post(address(home, household()), sent(home, starts_on="4-1-2027"))
    assert only_placement().year_id == 2027


def test_choosing_another_than_the_first_asks_why(coordinator, home):
    household()
    second = household(tables__need__bedrooms=2)
    page = coordinator.get(address(home, second))
    assert "Waarom deze kandidaat" in page.content.decode()
    without = coordinator.post(address(home, second), sent(home))
    assert without.status_code == 422
    coordinator.post(address(home, second), sent(home, code="urgent"))
    assert (only_placement().rank, only_placement().choice_code) == (2, "urgent")


def test_a_code_that_is_not_in_the_list_is_not_taken(coordinator, home):
    household()
    second = household(tables__need__bedrooms=2)
    answer = coordinator.post(address(home, second), sent(home, code="because"))
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "typed", ["", "31-11-2026", "1-12-2026", "15-12-2030", "vandaag", "x" * 1000]
)
def test_a_start_that_cannot_be_is_said_and_kept(coordinator, home, typed):
    answer = coordinator.post(address(home, household()), sent(home, starts_on=typed))
    assert answer.status_code == 422
    assert answer.context["form"]["starts_on"].value() == typed
    with arranging():
        assert not Placement.objects.exists()


def test_a_start_in_a_year_that_is_not_open_names_the_years_that_are(
    people, signed_in, home, time_machine
):
    time_machine.move_to(datetime(2027, 11, 1, 9, tzinfo=UTC), tick=False)
    coordinator = signed_in(people.coordinator)
    answer = coordinator.post(address(home, household()), sent(home, starts_on="4-1-2029"))
    assert answer.status_code == 422
    said = "2029 heeft nog geen woningen. Kies een ingang in een jaar dat open is: 2027, 2028."
    assert said in answer.content.decode()
    assert answer.context["form"]["starts_on"].value() == "4-1-2029"


def test_a_full_year_leads_to_the_next_only_where_that_is_open(
    people, signed_in, home, time_machine
):
    time_machine.move_to(datetime(2028, 2, 1, 9, tzinfo=UTC), tick=False)
    coordinator = signed_in(people.coordinator)
    with arranging():
        Place.objects.filter(year_id=2028).update(taken=True)
    answer = coordinator.post(address(home, household()), sent(home, starts_on="1-3-2028"))
    assert answer.status_code == 409
    assert reverse("proposals:give_back", args=[home.public_id]) in answer.content.decode()
    assert "?starts_on=01-01-2029" not in answer.content.decode()


def test_a_letting_agent_of_another_corporation_is_not_taken(coordinator, home, people):
    foreign = sent(home, agent=str(people.foreign_agent.pk))
    assert coordinator.post(address(home, household()), foreign).status_code == 422


def test_a_double_click_proposes_once(coordinator, home):
    candidate = household()
    first = coordinator.post(address(home, candidate), sent(home))
    second = coordinator.post(address(home, candidate), sent(home))
    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == first.url
    assert only_placement()


def test_a_form_without_its_key_is_incomplete(coordinator, home):
    answer = coordinator.post(address(home, household()), {"starts_on": "15-12-2026"})
    assert answer.status_code == 400


def test_a_candidate_who_was_proposed_elsewhere_meanwhile_leads_back(coordinator, home):
    candidate = household()
    PlacementFactory(candidate=candidate)
    answer = coordinator.post(address(home, candidate), sent(home), follow=True)
    assert "kan niet meer worden voorgesteld" in answer.content.decode()


def test_a_household_is_never_proposed_in_a_district_it_avoids(coordinator, home):
    candidate = household()
    avoids(candidate, home)
    page = coordinator.get(address(home, candidate)).content.decode()
    assert "kan niet in deze wijk wonen" in page
    answer = coordinator.post(address(home, candidate), sent(home))
    assert answer.status_code == 409
    with arranging():
        assert not Placement.objects.exists()


def test_another_start_is_explained_at_once(coordinator, home):
    candidate = household()
    with arranging():
        candidate.introductions.update(first_contact_on=date(2026, 8, 3))
    part = coordinator.get(
        address(home, candidate), {"starts_on": "4-2-2027"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in part.content.decode()
    assert "kennismaking lang genoeg" in part.content.decode()
    assert "telt dan in 2027" in part.content.decode()


def test_when_the_year_is_full_it_says_which_limit_and_what_can_be_done(coordinator, home):
    with arranging():
        Place.objects.filter(year_id=2026).update(taken=True)
    answer = coordinator.post(address(home, household()), sent(home))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "178" in page
    assert "?starts_on=01-01-2027" in page
    assert reverse("proposals:give_back", args=[home.public_id]) in page
    assert answer.context["form"]["starts_on"].value() == "15-12-2026"


def test_a_share_that_is_a_limit_offers_an_exchange(coordinator, home, monkeypatch):
    def full(**_arguments):
        raise CapReached("Haarlem is vol.", year=2026, municipality="Haarlem")

    monkeypatch.setattr(actions, "propose", full)
    answer = coordinator.post(address(home, household()), sent(home))
    assert answer.status_code == 409
    assert "ruilen/vragen/?year=2026&amp;municipality=Haarlem" in answer.content.decode()


def test_a_home_goes_back_with_its_reason(coordinator, home):
    url = reverse("proposals:give_back", args=[home.public_id])
    assert "Dit gebeurt er" in coordinator.get(url).content.decode()
    assert coordinator.post(url, {}).status_code == 422
    answer = coordinator.post(url, {"code": "no_candidate"})
    assert (answer.status_code, answer.url) == (302, reverse("proposals:table"))
    with arranging():
        gone = Dwelling.objects.get(pk=home.pk)
    assert (gone.status, gone.status_code) == ("returned", "no_candidate")


def test_the_table_takes_four_statements_however_much_lies_on_it(coordinator, people):
    def statements() -> int:
        return len(own_statements(coordinator, reverse("proposals:table")))

    DwellingFactory(offered_by=people.agent)
    household()
    few = statements()
    for _number in range(4):
        DwellingFactory(offered_by=people.agent, district=district("Europawijk"))
        household(tables__need__bedrooms=2)
    assert statements() == few <= 4


def test_who_is_only_too_early_is_helped_by_a_later_start_or_an_exception(coordinator, home):
    candidate = household()
    with arranging():
        candidate.introductions.update(first_contact_on=date(2026, 8, 3))
    page = coordinator.get(address(home, candidate)).content.decode()
    assert "?starts_on=03-02-2027" in page
    assert reverse("introductions:candidate", args=[candidate.public_id]) in page


def test_everybody_can_be_shown_to_propose_somebody_anyway(coordinator, home):
    small = household(tables__need__bedrooms=5)
    barred = household()
    avoids(barred, home)
    url = reverse("proposals:table_of", args=[home.public_id])
    few, all_of_them = coordinator.get(url), coordinator.get(url, {"iedereen": "1"})
    assert few.context["table"].shown == []
    assert few.context["table"].not_fitting == 2
    assert len(all_of_them.context["table"].shown) == 2
    assert address(home, small) in all_of_them.content.decode()
    assert address(home, barred) not in all_of_them.content.decode()
    room = reverse("proposals:room", args=[home.public_id])
    assert coordinator.get(room, {"iedereen": "1"}).context["table"].shown == []


def test_a_long_list_of_homes_is_cut_off_and_says_so(coordinator, people, monkeypatch):
    """The ones to answer first, and the opened one wherever it stands; all of them are counted."""
    monkeypatch.setattr(order, "HOMES_LISTED", 3)
    days = [date(2026, 12, day) for day in (4, 1, 3, 2, 5)]
    made = {day: DwellingFactory(offered_by=people.agent, answer_by=day) for day in days}
    late = made[date(2026, 12, 5)]

    first = coordinator.get(reverse("proposals:table"))
    opened = coordinator.get(reverse("proposals:table_of", args=[late.public_id]))

    listed = [
        [home.answer_by.day for home in page.context["table"].homes] for page in (first, opened)
    ]
    assert listed == [[1, 2, 3], [1, 2, 5]]
    assert opened.context["table"].opened.public_id == late.public_id
    assert "5 woningen zonder voorstel" in first.content.decode()
    assert "Nog 2 woningen hebben een latere datum." in first.content.decode()
