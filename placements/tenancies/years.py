"""The year that a home counts in follows the start of its lease, also over the turn of the year."""

from datetime import date

from django.db import IntegrityError, transaction

from municipalities.models import Decision, DecisionKind, Share
from municipalities.places import CapReached, NoPlacesYet, counting_year, lock_free_place
from pact.common.constraints import broken_constraint
from placements.proposals.finality import YearIsFinal, check_not_final
from placements.proposals.models import Placement
from placements.proposals.states import DECISION_NEEDED, OUTSIDE_PACT

HAS_A_PLACE = "waits_only_without_a_place"


def count_in_year_of(placement: Placement, *, starts_on: date) -> None:
    """Let a placement hold a place of the year its lease starts in.

    A lease that is a fact is recorded even when that year is full, has no places yet, or has its
    final report: then it holds no place, and waits, visible to the board, for the decision whether
    it counts.
    """
    year = counting_year(starts_on)
    if _is_settled(placement, year):
        return
    try:
        hold_in_year_of(placement, starts_on=starts_on)
    except NoPlacesYet:
        _let_it_wait(placement, year=placement.year_id, holder=placement.holder)
    except (CapReached, YearIsFinal):
        _wait_or_hold(placement, starts_on=starts_on)


def hold_in_year_of(placement: Placement, *, starts_on: date) -> None:
    """Let a placement hold a place of this year, or refuse and say which limit is reached."""
    year = counting_year(starts_on)
    if year == placement.year_id and placement.place_id is not None:
        return
    check_not_final(year)
    place = lock_free_place(year=year, municipality_id=placement.municipality_id)
    placement.save_with(
        year_id=year, holder=place.holder, place=place, counts=True, not_counting=""
    )


def _is_settled(placement: Placement, year: int) -> bool:
    """Whether it holds a place of this year; or was decided to count in the next, or not at all."""
    if placement.not_counting == OUTSIDE_PACT:
        return True
    if placement.place_id is None:
        return False
    return year == placement.year_id or (
        year == placement.year_id - 1
        and Decision.objects.filter(
            kind=DecisionKind.COUNTS, placement=placement.public_id, applied_at__isnull=False
        ).exists()
    )


def _wait_or_hold(placement: Placement, *, starts_on: date) -> None:
    """Let it wait, or take the place that came free since we looked: the database sees that."""
    year = counting_year(starts_on)
    try:
        with transaction.atomic():
            _let_it_wait(placement, year=year, holder=_holder(year, placement.municipality_id))
    except IntegrityError as error:
        if broken_constraint(error) != HAS_A_PLACE:
            raise
        hold_in_year_of(placement, starts_on=starts_on)


def _let_it_wait(placement: Placement, *, year: int, holder: int) -> None:
    placement.save_with(
        year_id=year, holder=holder, place=None, counts=False, not_counting=DECISION_NEEDED
    )


def _holder(year: int, municipality_id: int) -> int:
    return Share.objects.get(year_id=year, municipality_id=municipality_id).holder
