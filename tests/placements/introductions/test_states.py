"""The table of steps in Python and the one in the database are the same table."""

import pytest
from django.db import IntegrityError, transaction

from placements.introductions.models import Introduction
from placements.introductions.states import STEPS, IntroductionStatus
from placements.lifecycle import NoSuchStep
from tests.database import arranging
from tests.factories import IntroductionFactory, area
from tests.placements.introductions.scenes import noon

pytestmark = pytest.mark.django_db
ALL = IntroductionStatus.values
NOT_A_STEP = [(was, to) for was in ALL for to in ALL if was != to and to not in STEPS[was]]


@pytest.mark.parametrize(("was", "to"), [(was, to) for was in STEPS for to in sorted(STEPS[was])])
def test_each_step_is_taken(was, to):
    row = introduction(was)
    with arranging():
        row.move_to(to, at=noon(2026, 11, 23), **dates(to))
    assert row.status == to


@pytest.mark.parametrize(("was", "to"), NOT_A_STEP)
def test_every_other_step_is_refused_by_python_and_by_the_database(was, to):
    row = introduction(was)
    with pytest.raises(NoSuchStep):
        row.move_to(to, at=noon(2026, 11, 23))
    with arranging(), pytest.raises(IntegrityError, match="No step"), transaction.atomic():
        Introduction.objects.filter(pk=row.pk).update(status=to, **dates(to))


def test_a_fourth_open_introduction_in_the_same_area_is_refused_by_the_database():
    row = introduction("started")
    with pytest.raises(IntegrityError, match="one_introduction_an_area"):
        IntroductionFactory(candidate=row.candidate, area=area())


def introduction(status: str) -> Introduction:
    planned = status == "planned"
    return IntroductionFactory(
        status=status, contacts=[], **({"first_contact_on": None} if planned else {})
    )


def dates(status: str) -> dict:
    if status in {"started", "moved"}:
        return {"first_contact_on": noon(2026, 3, 1).date()}
    return {"first_contact_on": None} if status == "planned" else {}
