"""When districts leave an area, who has an introduction there hears so; its pages say how many."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from municipalities.areas import actions as areas
from municipalities.areas.querysets import introduced_now
from municipalities.decisions.checks import leases_that_wait
from municipalities.models import AreaDistrict
from pact.access.actor import Actor, acting_as
from pact.outbox.models import Message
from placements.introductions.actions.redrawn import tell_of_redrawn_areas
from placements.introductions.tasks import remind_introducers
from tests.factories import IntroductionFactory, area
from tests.placements.introductions.scenes import change

TODAY = timezone.localdate()
LEAVES = TODAY + timedelta(days=10)


@pytest.fixture
def introduction(people):
    people.coordinator  # noqa: B018 (comes into being)
    return IntroductionFactory(worker=people.worker, candidate__caseworker=people.caseworker)


def one_district_leaves(people, actor_of, name: str = "Schalkwijk") -> None:
    drawn = area(name)
    parts = AreaDistrict.objects.filter(area=drawn).select_related("district")
    stay = [part.district for part in parts.order_by("pk")][1:]
    with acting_as(actor_of(people.administrator)) as actor:
        given = {"version": areas.version_now(), "by": actor, "at": timezone.now()}
        areas.redraw(area=drawn, districts=stay, valid_from=LEAVES, **given)


def sweep(day=TODAY) -> None:
    with acting_as(Actor.system("remind")):
        tell_of_redrawn_areas(today=day, at=timezone.now())


def told() -> set[tuple]:
    with acting_as(Actor.system("remind")):
        rows = Message.objects.filter(kind="area_redrawn")
        assert len(rows) == len(set(rows.values_list("recipient", "object_id")))
        return set(rows.values_list("recipient", "object_id", "act_by"))


def test_the_caseworker_and_the_coordinators_hear_once_of_a_district_that_leaves(
    people, actor_of, introduction
):
    sweep()
    assert told() == set()

    one_district_leaves(people, actor_of)
    for day in (TODAY, TODAY, TODAY + timedelta(days=1), LEAVES):
        sweep(day)

    last_day = LEAVES - timedelta(days=1)
    about = (introduction.public_id, last_day)
    assert told() == {(people.caseworker.pk, *about), (people.coordinator.pk, *about)}


def test_the_clock_tells_it(people, actor_of, introduction):
    one_district_leaves(people, actor_of)
    remind_introducers()

    assert len(told()) == 2


@pytest.mark.parametrize("now", [{"status": "stopped"}, {"move_on": LEAVES - timedelta(days=1)}])
def test_what_is_over_by_then_is_not_told(people, actor_of, introduction, now):
    change(introduction, **now)
    one_district_leaves(people, actor_of)
    sweep()

    assert told() == set()


def test_an_area_that_stays_as_it_is_is_not_told(people, actor_of, introduction):
    one_district_leaves(people, actor_of, "Haarlem-Oost")
    sweep()

    assert told() == set()


@pytest.mark.parametrize("deed", ["wijken", "sluiten"])
def test_who_redraws_an_area_reads_how_many_are_introduced_there(
    people, signed_in, introduction, deed
):
    change(IntroductionFactory(worker=people.worker), status="stopped")
    address = f"/beheer/gebieden/{introduction.area_id}/{deed}/"
    page = signed_in(people.administrator).get(address).content.decode()

    assert "gepland zijn of lopen: Schalkwijk: 1." in page
    assert introduction.candidate.reference not in page


def test_it_is_said_where_nobody_is_introduced(people, signed_in):
    address = f"/beheer/gebieden/{area().pk}/wijken/"
    page = signed_in(people.administrator).get(address).content.decode()

    assert "loopt nu geen kennismaking" in page


def test_nobody_else_is_told_by_the_database_how_many_there_are(people, actor_of, introduction):
    refused = pytest.raises(DatabaseError, match="Only an administrator")
    with acting_as(actor_of(people.agent)), refused, transaction.atomic():
        introduced_now(area().municipality, TODAY)
    refused = pytest.raises(DatabaseError, match="Only who asks or decides")
    with acting_as(actor_of(people.agent)), refused, transaction.atomic():
        leases_that_wait(TODAY.year)
