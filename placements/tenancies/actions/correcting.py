"""A step that was recorded by mistake is undone by a step of its own; nothing is wiped out."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from municipalities.models.areas import area_of
from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason
from pact.audit.record import record
from pact.common.constraints import broken_constraint
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.candidates.states import CandidateStatus
from placements.guidance.actions import unschedule
from placements.guidance.models import Guidance
from placements.introductions.actions import reopen, set_move_date
from placements.proposals import news
from placements.proposals.locks import Locked
from placements.proposals.models import Placement
from placements.proposals.states import PlacementStatus
from placements.tenancies.actions.locks import check_not_before, locked_in
from placements.tenancies.introduced import check_earlier_start
from placements.tenancies.models import Lease
from placements.tenancies.years import count_in_year_of

REPORTED = "year_is_reported"


@transaction.atomic
def take_start_back(
    *, placement: Placement, starts_on: date, code: str, by: Actor, at: datetime
) -> Lease:
    """A start was recorded by mistake: the lease waits again for its start, on ``starts_on``.

    Place and ledger, candidate, introduction and guidance go back along with it.
    """
    locked = locked_in(placement, PlacementStatus.MOVED_IN, by=by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    with acting_as(by.consequence()):
        lease = _not_started(placement, starts_on=starts_on)
        _step_back(locked, code=code, at=at)
        count_in_year_of(locked.placement, starts_on=starts_on)
        _go_back(locked, lease, by=by, at=at)
        news.tell_taken_back(locked.placement, at=at)
    record("take_start_back", locked.placement, at=at, code=code)
    return lease


def _not_started(placement: Placement, *, starts_on: date) -> Lease:
    lease = Lease.objects.select_for_update().get(placement=placement)
    check_not_before(starts_on, lease.signed_on)
    check_earlier_start(lease, starts_on=starts_on)
    lease.starts_on, lease.started_on, lease.started_by = starts_on, None, None
    lease.transferred_on = lease.transfer_look_on = None
    lease.transfer_code = ""
    lease.save(
        update_fields=[
            "starts_on",
            "started_on",
            "started_by",
            "transferred_on",
            "transfer_look_on",
            "transfer_code",
        ]
    )
    return lease


def _step_back(locked: Locked, *, code: str, at: datetime) -> None:
    year = locked.placement.year_id
    try:
        with transaction.atomic():
            locked.placement.move_to(PlacementStatus.LEASED, at=at, code=code, moved_in_at=None)
    except IntegrityError as error:
        if broken_constraint(error) != REPORTED:
            raise
        raise Refused(
            _(
                "The final report of %(year)s counts this home, so its start stays as it is. "
                "Record the end of the lease, or ask the coordinator how to explain it."
            )
            % {"year": year}
        ) from error


def _go_back(locked: Locked, lease: Lease, *, by: Actor, at: datetime) -> None:
    locked.candidate.move_to(CandidateStatus.ADMITTED, at=at, code=locked.placement.status_code)
    area = area_of(locked.dwelling.district_id, lease.starts_on)
    reopen(candidate=locked.candidate, introduction=lease.introduction, area=area, by=by, at=at)
    set_move_date(candidate=locked.candidate, move_on=lease.starts_on, by=by, at=at)
    for guidance in Guidance.objects.running().filter(candidate=locked.candidate).order_by("pk"):
        unschedule(guidance=guidance, by=by, at=at)
