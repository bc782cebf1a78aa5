"""A household that changes while it is proposed for a home: what was agreed on stays, and it is told."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.outbox.models import Message
from placements.candidates.actions import save_application
from placements.candidates.application import answers_of
from placements.candidates.counted_on import CountedOn
from placements.candidates.models import Care, Need, PreferredArea
from placements.dwellings.models import Dwelling
from tests.database import arranging
from tests.factories import area
from tests.placements.candidates.filled import filled_in
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT
from tests.placements.proposals.test_held_back import run


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(AT, tick=False)
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    """With a whole application, so that it can be saved again; the home is on a first floor."""
    journey = Journey(people)
    about = {"candidate": journey.candidate, "caseworker": people.caseworker}
    with arranging():
        Care.objects.update(municipality_of_origin=journey.dwelling.municipality)
        PreferredArea.objects.create(area=area(), **about)
        Dwelling.objects.update(floor=1, has_lift=False)
    return journey


def change(journey: Journey, **answers: object) -> None:
    candidate = journey.now(journey.candidate)
    with acting_as(journey.as_("caseworker")) as by:
        save_application(
            candidate=candidate,
            answers=answers_of(candidate) | answers,
            version=candidate.version,
            by=by,
            at=AT,
        )


def told() -> set[int]:
    with arranging():
        kind = Message.objects.filter(kind="household_changed")
        return set(kind.values_list("recipient", flat=True))


WORSE = {
    "bedrooms needed": {"bedrooms": 2},
    "highest rent a month": {"max_rent": Decimal("612.39")},
    "what the home must offer": {"accessibility": "ground_floor"},
    "needs a quiet place": {"wants_quiet": True},
    "earliest month to move": {"earliest_month": date(2027, 1, 1)},
    "income": {"income_class": "above"},
}


@pytest.mark.parametrize("stop", ["proposed", "agreed"])
@pytest.mark.parametrize("what", WORSE)
def test_the_home_may_not_fit_less_before_the_lease(journey, stop, what):
    change(journey, **WORSE[what])
    change(journey, **{name: _as_it_was(name) for name in WORSE[what]})
    journey.to(stop)
    with pytest.raises(CountedOn, match=f"less: {what}. .* Stop the placement first"):
        change(journey, **WORSE[what])
    assert told() == set()


def _as_it_was(name: str) -> object:
    first = {"bedrooms": 1, "max_rent": Decimal("700.00"), "accessibility": "none"}
    return (first | {"wants_quiet": False, "income_class": "appropriate"}).get(name)


@pytest.mark.parametrize(
    ("change_to", "reads"),
    [
        ({"children": 1}, ["agent", "coordinator"]),
        ({"max_rent": Decimal("612.40")}, ["agent", "coordinator"]),
        ({"income_class": "social"}, ["coordinator"]),
        ({"text": "Alleen voor ons."}, []),
    ],
)
def test_who_reads_what_changed_is_told_and_nobody_else(journey, people, change_to, reads):
    journey.to("proposed")
    members = {getattr(people, name).pk for name in reads}
    change(journey, **change_to)
    assert told() == members


def test_with_the_lease_what_the_household_needs_is_its_own(journey):
    journey.to("leased")
    change(journey, bedrooms=4, children=3, income_class="above")
    assert told() == set()


def test_what_did_not_fit_when_it_was_proposed_may_stay_or_become_less(journey):
    change(journey, bedrooms=3, accessibility="wheelchair", income_class="above")
    journey.to("proposed")
    change(journey, bedrooms=2, accessibility="walker", income_class="above")
    with arranging():
        need = Need.objects.get(candidate=journey.candidate)
    assert (need.bedrooms, need.accessibility) == (2, "walker")


def test_nor_does_it_fit_less_in_plain_sql(journey):
    journey.to("agreed")
    with acting_as(journey.as_("caseworker")):
        run("update placements_need set bedrooms = 1, max_rent = 650")
        for sql in (
            "placements_need set bedrooms = 2",
            "placements_care set income_class = 'above'",
        ):
            with pytest.raises(IntegrityError, match="counts on this household"):
                run(f"update {sql}")


def test_the_form_says_so_and_keeps_what_was_typed(journey, people, signed_in):
    journey.to("proposed")
    address = reverse("candidates:edit", args=[journey.candidate.public_id])
    version = journey.now(journey.candidate).version
    typed = filled_in(bedrooms="4", adults="1", version=str(version))
    page = signed_in(people.caseworker).post(address, typed, HTTP_ACCEPT_LANGUAGE="nl")
    assert page.status_code == 409
    assert "Stop eerst de plaatsing" in page.content.decode()
