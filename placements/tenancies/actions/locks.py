"""A placement and its lease, locked, where they are in a state that allows the deed."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.proposals.locks import Locked, lock_placement
from placements.proposals.models import Placement
from placements.proposals.states import PlacementStatus
from placements.proposals.terms import last_start
from placements.tenancies.models import Lease


def locked_in(placement: Placement, *statuses: PlacementStatus, by: Actor) -> Locked:
    locked = lock_placement(placement, by=by)
    if locked.placement.status not in statuses:
        raise Refused(
            _("This is not possible now: the placement is “%(status)s”. Open the page again.")
            % {"status": locked.placement.get_status_display()}
        )
    return locked


def record_end(placement: Placement, *, on: date, code: str) -> None:
    lease = Lease.objects.select_for_update().get(placement=placement)
    check_not_before(on, lease.started_on or lease.signed_on)
    lease.ended_on, lease.end_code = on, code
    lease.save(update_fields=["ended_on", "end_code"])


def check_while_it_runs(lease: Lease, on: date, *, at: datetime) -> None:
    if not lease.started_on <= on <= local_date(at):
        raise Refused(_("Fill in a day between the start of the lease and today."))


def check_not_later(on: date, *, at: datetime) -> None:
    if on > local_date(at):
        raise Refused(
            _("%(date)s is still to come. Record the end on the day itself.")
            % {"date": day_in_words(on)}
        )


def check_not_too_far(starts_on: date, *, at: datetime) -> None:
    """A start that lies years off was typed wrongly; held there, its home would be nobody's."""
    last = last_start(local_date(at))
    if starts_on > last:
        raise Refused(
            _("A lease starts on %(last)s at the latest. Check the date.")
            % {"last": day_in_words(last)}
        )


def check_not_before(on: date, first: date) -> None:
    """What follows on a lease lies on or after the day it was signed, or started."""
    if on < first:
        raise Refused(
            _("%(on)s lies before %(first)s, which is on record for this lease. Check the date.")
            % {"on": day_in_words(on), "first": day_in_words(first)}
        )
