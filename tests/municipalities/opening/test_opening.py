"""Next year's places come by the clock, from what was agreed; and nothing else comes that way."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from municipalities.models import PactYear, Place, Share
from municipalities.opening.actions import missing_years
from municipalities.opening.tasks import open_due_years
from pact.access.actor import Actor, acting_as
from pact.agreement.models import Norm
from pact.audit.models import Deed
from tests.database import arranging
from tests.norms import agree_otherwise

pytestmark = pytest.mark.django_db

THIS_YEAR = timezone.localdate().year
CLOCK = Actor.system("open_years")


@pytest.fixture
def _nobody_thought_of_this_year():
    with arranging():
        for model in (Place, Share, PactYear):
            model.objects.filter(year=THIS_YEAR).delete()


def open_year(year: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select municipalities_open_year(%s)", [year])
        return cursor.fetchone()[0]


def shares(year: int) -> list[tuple]:
    found = Share.objects.filter(year=year).order_by("municipality_id")
    return list(found.values_list("municipality_id", "agreed", "holder"))


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2028, 6, 30), []),
        (date(2028, 7, 1), [2029]),
        (date(2029, 1, 1), [2029]),
        (date(2029, 7, 1), [2029, 2030]),
    ],
)
def test_next_years_places_are_due_from_the_first_of_july(today, missing):
    assert missing_years(today) == missing


def test_next_years_places_are_due_as_long_before_as_was_agreed():
    agree_otherwise("next_year_opens_months", 9, since=date(2028, 1, 1))

    assert missing_years(date(2028, 3, 31)) == []
    assert missing_years(date(2028, 4, 1)) == [2029]


def test_the_database_opens_a_year_as_long_before_as_was_agreed():
    """Its clock cannot be moved, so that the norm moves instead."""
    far = THIS_YEAR + 3
    refused = pytest.raises(DatabaseError, match="opens 6 months before")
    with acting_as(CLOCK), refused, transaction.atomic():
        open_year(far)
    agree_otherwise("next_year_opens_months", 36, since=timezone.localdate())

    with acting_as(CLOCK):
        assert open_year(far) is True


@pytest.mark.usefixtures("_nobody_thought_of_this_year")
def test_without_a_norm_no_year_opens():
    with arranging():
        Norm.objects.filter(key="next_year_opens_months").delete()
    refused = pytest.raises(DatabaseError, match="Nobody agreed when")
    with acting_as(CLOCK), refused, transaction.atomic():
        open_year(THIS_YEAR)


@pytest.mark.usefixtures("_nobody_thought_of_this_year")
def test_the_clock_opens_a_year_with_what_was_agreed():
    assert open_due_years() == 1

    year = PactYear.objects.get(year=THIS_YEAR)
    assert (year.cap, year.extra, Place.objects.filter(year=year, taken=False).count()) == (
        178,
        0,
        178,
    )
    assert shares(THIS_YEAR) == shares(THIS_YEAR - 1) != []
    with arranging():
        assert Deed.objects.get(action="open_year").object_id == THIS_YEAR


@pytest.mark.usefixtures("_nobody_thought_of_this_year")
def test_a_year_opens_with_the_number_of_its_own_first_day():
    with arranging():
        Norm.objects.filter(key="annual_cap").update(valid_to=date(THIS_YEAR, 1, 1))
        Norm.objects.create(
            key="annual_cap", value=150, unit="homes", valid_from=date(THIS_YEAR, 1, 1)
        )
    open_due_years()

    assert Place.objects.filter(year=THIS_YEAR).count() == 150


def test_a_year_that_is_there_stays_as_it_is():
    with arranging(), connection.cursor() as cursor:
        cursor.execute("select municipalities_set_ceiling(%s, 150, 0)", [THIS_YEAR])
    with acting_as(CLOCK):
        assert open_year(THIS_YEAR) is False

    assert Place.objects.filter(year=THIS_YEAR).count() == 150


def test_the_database_opens_no_year_before_it_is_due():
    """Whatever a worker's own clock says."""
    far = datetime(THIS_YEAR + 40, 8, 1, tzinfo=UTC)
    refused = pytest.raises(DatabaseError, match="opens 6 months before it begins")
    with time_machine.travel(far, tick=False), acting_as(CLOCK), refused, transaction.atomic():
        open_year(far.year)


@pytest.mark.usefixtures("_nobody_thought_of_this_year")
@pytest.mark.parametrize("who", ["administrator", "coordinator", "oversight"])
def test_nobody_opens_a_year_by_hand(people, actor_of, who):
    refused = pytest.raises(DatabaseError, match="Only the clock")
    with acting_as(actor_of(getattr(people, who))), refused, transaction.atomic():
        open_year(THIS_YEAR)


@pytest.mark.usefixtures("_nobody_thought_of_this_year")
def test_another_clock_opens_no_year():
    refused = pytest.raises(DatabaseError, match="Only the clock")
    with acting_as(Actor.system("chase")), refused, transaction.atomic():
        open_year(THIS_YEAR)


@pytest.mark.usefixtures("_nobody_thought_of_this_year")
def test_without_an_agreed_number_there_is_no_year():
    with arranging():
        Norm.objects.filter(key="annual_cap").delete()
    refused = pytest.raises(DatabaseError, match="Nobody agreed")
    with acting_as(CLOCK), refused, transaction.atomic():
        open_year(THIS_YEAR)
