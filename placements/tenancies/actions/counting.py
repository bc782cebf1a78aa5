"""In which year a home counts: what the coordinator moves, and what two people have to decide."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.decisions import actions as decisions
from municipalities.models import Decision, DecisionKind
from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.proposals.locks import Locked
from placements.proposals.models import Placement
from placements.proposals.states import BEFORE_THE_LEASE, DECISION_NEEDED
from placements.tenancies.actions.locks import check_not_too_far, locked_in
from placements.tenancies.years import hold_in_year_of


@transaction.atomic
def expect_start(*, placement: Placement, expected_on: date, by: Actor, at: datetime) -> Placement:
    """Expect the lease to start on another day, in another year where that is clear by now.

    Refuses with ``CapReached`` when that year has no place left: nothing is a fact yet.
    """
    if expected_on < local_date(at):
        raise Refused(_("Choose today or a later day: this lease has yet to be signed."))
    check_not_too_far(expected_on, at=at)
    locked = locked_in(placement, *BEFORE_THE_LEASE, by=by)
    _check_available(locked, expected_on)
    placement = locked.placement
    hold_in_year_of(placement, starts_on=expected_on)
    placement.save_with(expected_on=expected_on)
    record("expect_start", placement, at=at, fields=["expected_on"])
    return placement


def _check_available(locked: Locked, expected_on: date) -> None:
    first = locked.dwelling.available_from
    if expected_on < first:
        raise Refused(
            _("This home can be let from %(first)s on. Choose that day or a later one.")
            % {"first": day_in_words(first)}
        )


@transaction.atomic
def ask_to_count(
    *,
    placement: Placement,
    kind: DecisionKind,
    year: int,
    document: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> Decision:
    """Ask the board whether a lease that found no place counts, and in which year."""
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    _check_unsettled(placement)
    record("ask_to_count", placement, at=at, code=kind)
    return decisions.ask(
        kind=kind,
        year=year,
        municipality=None,
        placement=placement.public_id,
        home_in=placement.municipality_id,
        value=1,
        document=document,
        reason=reason,
        by=by,
        at=at,
    )


def _check_unsettled(placement: Placement) -> None:
    if placement.not_counting != DECISION_NEEDED:
        raise Refused(
            _(
                "It is settled by now whether this home counts. Open the page of the placement again."
            )
        )
