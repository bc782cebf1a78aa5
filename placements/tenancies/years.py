"""The year that a home counts in follows the start of its lease, also over the turn of the year."""

from datetime import date

from municipalities.models import Share
from municipalities.places import CapReached, counting_year, lock_free_place
from placements.proposals.models import Placement

DECISION_NEEDED = "decision_needed"


def count_in_year_of(placement: Placement, *, starts_on: date) -> None:
    """Let a placement hold a place of the year its lease starts in.

    A lease that is a fact is recorded even when that year is full: then it holds no place, and
    waits, visible to the board, for the decision whether it counts.
    """
    year = counting_year(starts_on)
    if year == placement.year_id and placement.place_id is not None:
        return
    try:
        place = lock_free_place(year=year, municipality_id=placement.municipality_id)
    except CapReached:
        placement.save_with(
            year_id=year,
            holder=_holder(year, placement.municipality_id),
            place=None,
            counts=False,
            not_counting=DECISION_NEEDED,
        )
        return
    placement.save_with(
        year_id=year, holder=place.holder, place=place, counts=True, not_counting=""
    )


def _holder(year: int, municipality_id: int) -> int:
    return Share.objects.get(year_id=year, municipality_id=municipality_id).holder
