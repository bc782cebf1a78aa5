"""The steps in Python are the steps in the database: each life cycle stands in both."""

import pytest
from django.db import connection

from placements.candidates import avoided
from placements.dwellings import proposed
from placements.dwellings import querysets as dwellings
from placements.introductions import models as introductions
from placements.lifecycle import LifeCycle
from placements.proposals import states

pytestmark = pytest.mark.django_db

# A trigger's arguments stand behind each other, each ended by a zero byte.
ARGUMENTS = """
select encode(tgargs, 'escape') from pg_trigger
where tgname = 'check_step' and tgrelid = %s::regclass
"""


@pytest.mark.parametrize("model", LifeCycle.__subclasses__())
def test_the_steps_are_the_same_on_both_sides(model):
    ours = {f"{was}>{becomes}" for was, nexts in model.STEPS.items() for becomes in nexts}
    with connection.cursor() as cursor:
        cursor.execute(ARGUMENTS, [model._meta.db_table])
        theirs = cursor.fetchone()[0].removesuffix("\\000").split("\\000")
    assert ours == set(theirs)


def test_what_comes_earlier_on_the_road_knows_the_statuses_of_a_placement_by_their_words():
    words = [
        (avoided.LIVE, states.LIVE),
        (introductions.BEFORE_A_HOME, states.BEFORE_THE_MOVE),
        (dwellings.MET_BY_A_NEIGHBOUR, [states.PlacementStatus.AGREED, *states.SIGNED]),
        (proposed.LET_NOBODY_IN, states.EXITS),
    ]
    assert [there for there, _here in words] == [here for _there, here in words]
