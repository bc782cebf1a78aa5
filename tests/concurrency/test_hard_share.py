"""A home of a municipality whose share is a limit draws from that share, whatever writes it.

That it draws no more than the share, however many come at once, is raced for in `test_last_homes` and
`test_writers_at_once`.
"""

import pytest
from django.db import IntegrityError, connection, transaction

from municipalities.models import POOL, Place
from tests.concurrency.limits import YEAR, of_the_share
from tests.database import arranging
from tests.factories import DwellingFactory, PlacementFactory

pytestmark = pytest.mark.both_engines


@pytest.fixture
def hard_share(people) -> int:
    """Haarlem's share of the year is a limit."""
    return of_the_share(people).holder


def test_a_bulk_write_cannot_draw_the_pool_for_a_hard_share(people, hard_share):
    free = Place.objects.filter(year=YEAR, holder=POOL, taken=False).first()
    with pytest.raises(IntegrityError, match="agree"):
        PlacementFactory(
            dwelling=DwellingFactory(offered_by=people.agent, status="reserved"),
            year_id=YEAR,
            place=free,
            holder=POOL,
        )


def test_raw_sql_cannot_move_a_home_out_of_a_hard_share(people, hard_share):
    placement = PlacementFactory(
        dwelling=DwellingFactory(offered_by=people.agent, status="reserved"), year_id=YEAR
    )
    assert placement.holder == hard_share
    refused = pytest.raises(IntegrityError, match="agree")
    with refused, transaction.atomic(), arranging(), connection.cursor() as cursor:
        cursor.execute("update placements_placement set holder = 0 where id = %s", [placement.pk])
