"""A home is put right while somebody is proposed for it, and what they count on stays."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from pact.access.actor import acting_as
from pact.audit.models import Deed
from pact.common.refusals import Refused, Stale
from pact.outbox.models import Message
from placements.candidates.models import Need
from placements.dwellings.models import Dwelling
from placements.dwellings.offer import Correction
from placements.proposals import actions
from tests.database import arranging
from tests.factories import DwellingFactory
from tests.placements.proposals.road import Journey
from tests.placements.proposals.test_actions import AT, STARTS
from tests.placements.proposals.test_held_back import run


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(AT, tick=False)
    with translation.override("en"):
        yield


@pytest.fixture
def journey(people) -> Journey:
    return Journey(people).to("proposed")


def correct(journey: Journey, *, by: str = "agent", version: int = 0, **changes) -> Dwelling:
    home = journey.now(journey.dwelling)
    as_it_is = {name: getattr(home, name) for name in Correction.__dataclass_fields__}
    return journey.do(
        actions.correct_dwelling,
        by=by,
        dwelling=home,
        correction=Correction(**(as_it_is | changes)),
        version=version or home.version,
    )


RIGHT = {
    "street": "Verbeterdelaan",
    "house_number": 12,
    "addition": "B",
    "postcode": "2036AB",
    "city": "Haarlem",
    "area_m2": 44,
    "complex_reference": "C-7",
    "rent": Decimal("600.00"),
    "floor": 1,
    "available_from": date(2026, 12, 1),
}


def test_what_was_typed_wrong_is_put_right_and_told(journey):
    correct(journey, **RIGHT)

    home = journey.now(journey.dwelling)
    assert {name: getattr(home, name) for name in RIGHT} == RIGHT
    with arranging():
        told = Message.objects.filter(kind="home_corrected")
        assert set(told.values_list("recipient", flat=True)) == {
            journey.people.caseworker.pk,
            journey.people.coordinator.pk,
        }
        deed = Deed.objects.get(action="dwelling.corrected")
        assert "Verbeterdelaan" not in str(vars(deed))


def test_saved_without_a_change_nobody_hears_of_it(journey):
    correct(journey)
    with arranging():
        assert not Message.objects.filter(kind="home_corrected").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rent": Decimal("612.41")}, "take the home back and offer it anew"),
        ({"available_from": date(2026, 12, 16)}, "another expected start"),
    ],
)
def test_what_everybody_counts_on_stays(journey, changes, words):
    with pytest.raises(Refused, match=words):
        correct(journey, **changes)
    assert correct(journey, available_from=STARTS).available_from == STARTS


@pytest.mark.parametrize(
    ("need", "changes", "what"),
    [
        ({"accessibility": "ground_floor"}, {"floor": 3}, "stairs and access"),
        ({"wants_quiet": True}, {"is_quiet": False}, "quiet"),
    ],
)
def test_nor_does_it_suit_the_household_less(journey, need, changes, what):
    with arranging():
        Dwelling.objects.filter(pk=journey.dwelling.pk).update(is_quiet=True)
    correct(journey, **changes)
    correct(journey, floor=0, is_quiet=True)
    with arranging():
        Need.objects.filter(candidate=journey.candidate).update(**need)
    with pytest.raises(Refused, match=what):
        correct(journey, **changes)
    home = journey.now(journey.dwelling)
    assert (home.floor, home.is_quiet) == (0, True)


def test_not_by_others_nor_over_another_correction_nor_once_it_is_let(journey):
    with pytest.raises(Stale):
        correct(journey, version=99, street="Anders")
    with pytest.raises(Refused, match="not corrected here"):
        correct(journey, by="foreign_agent", street="Anders")
    taken = DwellingFactory(postcode="2035ZZ", house_number=4321)
    with pytest.raises(Refused, match="offers this address already"):
        correct(journey, house_number=taken.house_number)
    journey._released()
    journey._agreed()
    correct(journey, street="Verbeterdelaan")
    journey._leased()
    with pytest.raises(Refused, match="not corrected here"):
        correct(journey, street="Anders")


@pytest.mark.parametrize(
    "column",
    [
        "rooms = rooms + 1",
        "bedrooms = 0",
        "rent = rent + 1",
        "contract_form = 'tripartite'",
        "available_from = '2026-12-16'",
    ],
)
def test_nor_in_plain_sql(journey, column):
    with acting_as(journey.as_("agent")):
        run("update placements_dwelling set rent = rent - 1, available_from = '2026-12-10'")
        with pytest.raises(IntegrityError, match="counts on this home"):
            run(f"update placements_dwelling set {column}")


def test_the_page_asks_what_may_be_corrected_and_keeps_what_was_typed(journey, signed_in):
    client = signed_in(journey.people.agent)
    address = reverse("proposals:correct_home", args=[journey.dwelling.public_id])
    detail = reverse("dwellings:detail", args=[journey.dwelling.public_id])
    assert address in client.get(detail).content.decode()

    form = client.get(address).context["form"]
    assert not {"district", "rooms", "bedrooms", "contract_form"} & form.fields.keys()
    given = {name: form[name].value() for name in form.fields}
    filled = {name: "" if value is None else value for name, value in given.items()} | {
        "rent": "999,00",
        "street": "Getyptelaan",
        "available_from": "15-12-2026",
    }
    del filled["has_lift"]
    refused = client.post(address, filled)
    assert refused.status_code == 409
    assert "Getyptelaan" in refused.content.decode()
    assert client.post(address, filled | {"rent": "612,40"}).status_code == 302
    assert journey.now(journey.dwelling).street == "Getyptelaan"
