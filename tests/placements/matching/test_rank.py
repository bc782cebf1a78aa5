"""The order at the table: explainable, the same each time, and blind to care."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pact.access.actor import acting_as
from placements.candidates.models import AvoidedDistrict, Candidate, Care, PreferredArea
from placements.dwellings.models import Dwelling
from placements.introductions.models import Exemption
from placements.matching.criterion import Key, Verdict
from placements.matching.facts import (
    Household,
    Introduced,
    home_of,
    households,
    offered_homes,
    with_area,
    with_load,
)
from placements.matching.rank import frozen, match, ranked, reasons_against
from placements.matching.terms import Terms
from tests.database import arranging
from tests.factories import (
    CandidateFactory,
    DwellingFactory,
    GuidanceFactory,
    IntroductionFactory,
    area,
    district,
)
from tests.placements.matching.scenes import HOME, HOUSEHOLD, NOBODY, TERMS, introduced

calmly = settings(max_examples=60)
"""A busy machine is no reason to fail; what is asserted does not depend on its speed."""

DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))
INTRODUCTIONS = st.builds(
    Introduced,
    area_id=st.integers(1, 3),
    area=st.just("Schalkwijk"),
    first_contact_on=st.none() | DAYS,
    contacts=st.integers(0, 4),
)
FACTS = st.fixed_dictionaries(
    {
        "waiting_since": DAYS,
        "adults": st.integers(1, 3),
        "children": st.integers(0, 4),
        "bedrooms": st.integers(1, 5),
        "accessibility": st.sampled_from(["none", "ground_floor", "walker", "wheelchair"]),
        "wants_quiet": st.booleans(),
        "max_rent": st.decimals(400, 900, places=2),
        "earliest_month": st.none() | DAYS,
        "income_class": st.sampled_from([None, "appropriate", "social", "above"]),
        "guidance_is_named": st.booleans(),
        "exempt_until": st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        "introductions": st.lists(INTRODUCTIONS, max_size=3).map(tuple),
        "avoided": st.frozensets(st.integers(9, 12), max_size=2),
        "preferred": st.frozensets(st.integers(1, 3), max_size=2),
    }
)


@st.composite
def crowds(draw) -> list[Household]:
    facts = draw(st.lists(FACTS, min_size=1, max_size=12))
    return [
        Household(id=number, public_id=NOBODY, reference=f"K-{number}", **each)
        for number, each in enumerate(facts)
    ]


@calmly
@given(crowds(), st.randoms(use_true_random=False))
def test_the_same_facts_give_the_same_order_however_they_arrive(crowd, chance):
    shuffled = list(crowd)
    chance.shuffle(shuffled)
    assert ranked(HOME, shuffled, TERMS) == ranked(HOME, crowd, TERMS)


@calmly
@given(crowds())
def test_nobody_is_lost_and_who_has_nothing_against_it_comes_first(crowd):
    order = ranked(HOME, crowd, TERMS)
    assert sorted(each.household.id for each in order) == [each.id for each in crowd]
    fitting = [each.fits for each in order]
    assert fitting == sorted(fitting, reverse=True)


@calmly
@given(crowds())
def test_with_as_few_remarks_whoever_waits_longer_is_never_below(crowd):
    order = ranked(HOME, crowd, TERMS)
    for above, below in pairwise(order):
        same = above.place_in_order[:-2] == below.place_in_order[:-2]
        assert not same or above.household.waiting_since <= below.household.waiting_since


@calmly
@given(crowds(), FACTS)
def test_what_is_not_known_is_never_green(crowd, _facts):
    for each in ranked(HOME, crowd, TERMS):
        verdicts = {one.key: one.verdict for one in each.criteria}
        assert verdicts[Key.COMPLEX] == Verdict.UNKNOWN
        if each.household.income_class is None:
            assert verdicts[Key.RENT] != Verdict.FITS


@calmly
@given(FACTS)
def test_what_is_kept_tells_nothing_but_results(facts):
    one = Household(id=1, public_id=UUID(int=7), reference="K-SECRET", **facts)
    kept = frozen(match(one, HOME, TERMS))
    assert all(set(each) == {"key", "verdict"} for each in kept)
    assert "district" not in {each["key"] for each in kept}


def test_the_fewest_remarks_come_before_the_longest_wait():
    waits_longest = replace(HOUSEHOLD, id=2, bedrooms=2, waiting_since=date(2024, 1, 1))
    order = ranked(HOME, [waits_longest, HOUSEHOLD], TERMS)
    assert [each.household.id for each in order] == [1, 2]


def test_a_tie_is_broken_by_number():
    twins = [replace(HOUSEHOLD, id=number) for number in (3, 1, 2)]
    assert [each.household.id for each in ranked(HOME, twins, TERMS)] == [1, 2, 3]


def test_only_an_introduction_in_the_way_can_be_helped_by_a_later_start():
    early = replace(HOUSEHOLD, introductions=introduced(first_contact_on=date(2026, 8, 3)))
    too_small = replace(early, bedrooms=4)
    assert match(early, HOME, TERMS).only_too_early
    assert not match(too_small, HOME, TERMS).only_too_early
    assert not match(HOUSEHOLD, HOME, TERMS).only_too_early


def test_who_only_needs_a_later_start_comes_before_who_does_not_fit():
    """The table shows the first two kinds, and numbers them without a gap."""
    early = replace(HOUSEHOLD, id=3, introductions=(), waiting_since=date(2026, 3, 1))
    too_small = replace(HOUSEHOLD, id=2, bedrooms=4, waiting_since=date(2025, 3, 1))

    order = ranked(HOME, [early, too_small, HOUSEHOLD], TERMS)

    assert [each.household.id for each in order] == [HOUSEHOLD.id, early.id, too_small.id]


def test_an_avoided_district_bars_the_home():
    barred = replace(HOUSEHOLD, avoided=frozenset({HOME.district_id}))
    assert match(barred, HOME, TERMS).is_barred
    assert not match(HOUSEHOLD, HOME, TERMS).is_barred


def test_why_households_do_not_fit_is_counted_per_criterion():
    small = replace(HOUSEHOLD, bedrooms=4)
    small_and_dear = replace(small, max_rent=Decimal(500))
    matches = ranked(HOME, [HOUSEHOLD, small, small_and_dear], TERMS)
    assert reasons_against(matches) == {Key.ROOMS: 2, Key.RENT: 1}


def test_a_household_knows_of_care_only_the_income_class():
    care = {field.name for field in Care._meta.get_fields()} - {"candidate", "caseworker"}
    assert care & {field.name for field in fields(Household)} == {"income_class"}


@pytest.fixture
def coordinator(people, actor_of):
    return actor_of(people.coordinator)


def order_for(dwelling: Dwelling, actor) -> list:
    with acting_as(actor):
        terms = Terms.on_day(TERMS.on)
        homes = with_area(offered_homes(actor).filter(pk=dwelling.pk), today=date(2026, 11, 24))
        home = home_of(with_load(homes, terms).get())
        return ranked(home, households(Candidate.objects.visible_to(actor)), terms)


def test_permuting_the_care_fields_changes_nothing(coordinator):
    dwelling = DwellingFactory()
    for number in range(4):
        IntroductionFactory(candidate=CandidateFactory(tables__need__bedrooms=1 + number % 2))
    before = order_for(dwelling, coordinator)
    with arranging():
        Care.objects.update(
            origin="youth",
            facility="ergens",
            income_proved_on=date(2026, 1, 1),
            municipality_of_origin=dwelling.municipality,
        )
    assert order_for(dwelling, coordinator) == before


def test_the_facts_of_a_household_come_from_their_tables(coordinator, people):
    candidate = CandidateFactory(
        days_on_hold=10,
        tables__need__children=2,
        tables__need__bedrooms=3,
        tables__need__wants_quiet=True,
        tables__need__accessibility="walker",
        tables__care__income_class="social",
    )
    GuidanceFactory(candidate=candidate)
    IntroductionFactory(candidate=candidate, contacts=[date(2026, 3, 1)])
    with arranging():
        about = {"candidate": candidate, "caseworker": candidate.caseworker}
        AvoidedDistrict.objects.create(**about, district=district("Europawijk"))
        PreferredArea.objects.create(**about, area=area())
        Exemption.objects.create(
            **about,
            care_party=candidate.care_party,
            code="urgent",
            catch_up="activities",
            catch_up_by=date(2027, 1, 1),
            asked_by=candidate.caseworker,
            asked_at=candidate.status_at,
            decide_by=date(2026, 3, 1),
            verdict="granted",
            decided_by=people.coordinator,
            decided_at=candidate.status_at,
        )

    found = order_for(DwellingFactory(), coordinator)[0].household

    assert found == Household(
        id=candidate.pk,
        public_id=candidate.public_id,
        reference=candidate.reference,
        waiting_since=candidate.waiting_since + timedelta(days=10),
        adults=1,
        children=2,
        bedrooms=3,
        accessibility="walker",
        wants_quiet=True,
        max_rent=Decimal("700.00"),
        earliest_month=None,
        income_class="social",
        guidance_is_named=True,
        exempt_until=date(2027, 1, 1),
        introductions=(
            Introduced(
                area_id=area().pk,
                area="Schalkwijk",
                first_contact_on=date(2026, 2, 16),
                contacts=1,
            ),
        ),
        avoided=frozenset({district("Europawijk").pk}),
        preferred=frozenset({area().pk}),
    )


def test_a_home_lies_in_the_area_of_its_district_on_the_day_the_lease_starts(coordinator):
    dwelling = DwellingFactory(available_from=date(2026, 1, 5))
    with acting_as(coordinator):
        offered = with_area(offered_homes(coordinator), today=date(2026, 11, 24))
        home = home_of(with_load(offered, TERMS).get(pk=dwelling.pk))
    assert (home.area, home.starts_on) == ("Schalkwijk", date(2026, 11, 24))


def test_facts_take_one_statement_for_homes_and_one_for_households(
    coordinator, django_assert_num_queries
):
    for _number in range(3):
        DwellingFactory()
        IntroductionFactory()
    with acting_as(coordinator), django_assert_num_queries(3):
        terms = Terms.on_day(date(2026, 11, 24))
        homes = with_area(offered_homes(coordinator), today=date(2026, 11, 24))
        for dwelling in with_load(homes, terms):
            home_of(dwelling)
        households(Candidate.objects.visible_to(coordinator))
