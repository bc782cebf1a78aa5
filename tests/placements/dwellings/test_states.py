"""The table of steps in Python and the one in the database are the same table."""

import pytest
from django.db import IntegrityError, transaction

from placements.dwellings.models import Dwelling
from placements.dwellings.states import STEPS, DwellingStatus
from placements.lifecycle import NoSuchStep
from tests.database import arranging
from tests.factories import WINTER, DwellingFactory

pytestmark = pytest.mark.django_db
ALL = DwellingStatus.values
NOT_A_STEP = [(was, to) for was in ALL for to in ALL if was != to and to not in STEPS[was]]


@pytest.mark.parametrize(("was", "to"), [(was, to) for was in STEPS for to in sorted(STEPS[was])])
def test_each_step_is_taken(was, to):
    row = DwellingFactory(status=was)
    with arranging():
        row.move_to(to, at=WINTER)
    assert row.status == to


@pytest.mark.parametrize(("was", "to"), NOT_A_STEP)
def test_every_other_step_is_refused_by_python_and_by_the_database(was, to):
    row = DwellingFactory(status=was)
    with pytest.raises(NoSuchStep):
        row.move_to(to, at=WINTER)
    with arranging(), pytest.raises(IntegrityError, match="No step"), transaction.atomic():
        Dwelling.objects.filter(pk=row.pk).update(status=to)


@pytest.mark.parametrize("values", [{"rent": 0}, {"rent": 5000}, {"rooms": 0}, {"bedrooms": 3}])
def test_the_database_refuses_a_home_that_cannot_be(values):
    with pytest.raises(IntegrityError):
        DwellingFactory(**values)
