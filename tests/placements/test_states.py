"""The steps in Python are the steps in the database: each life cycle stands in both."""

import pytest
from django.db import connection

from placements.models import Candidate, Dwelling, Guidance, Introduction, Placement

pytestmark = pytest.mark.django_db

# A trigger's arguments stand behind each other, each ended by a zero byte.
ARGUMENTS = """
select encode(tgargs, 'escape') from pg_trigger
where tgname = 'check_step' and tgrelid = %s::regclass
"""


@pytest.mark.parametrize("model", [Candidate, Guidance, Introduction, Dwelling, Placement])
def test_the_steps_are_the_same_on_both_sides(model):
    ours = {f"{was}>{becomes}" for was, nexts in model.STEPS.items() for becomes in nexts}
    with connection.cursor() as cursor:
        cursor.execute(ARGUMENTS, [model._meta.db_table])
        theirs = cursor.fetchone()[0].removesuffix("\\000").split("\\000")
    assert ours == set(theirs)
