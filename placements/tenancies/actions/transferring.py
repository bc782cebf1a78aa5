"""A lease of the care party comes in the tenant's own name: now, later, or on another day after all."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.agreement.models import ReasonKind
from pact.agreement.norms import check_reason, norm
from pact.audit.record import record
from pact.common.dates import local_date, months_after
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.dwellings.models import ContractForm
from placements.proposals import news
from placements.proposals.models import Placement
from placements.proposals.states import LIVED_IN
from placements.tenancies.actions.locks import check_while_it_runs, locked_in
from placements.tenancies.models import Lease
from placements.tenancies.querysets import TRANSFER


@transaction.atomic
def transfer_lease(*, placement: Placement, on: date, by: Actor, at: datetime) -> Lease:
    """The lease comes in the tenant's own name. The same placement, and it never counts again."""
    lease = _to_transfer(placement, by=by)
    check_while_it_runs(lease, on, at=at)
    lease.transferred_on, lease.transfer_look_on, lease.transfer_code = on, None, ""
    lease.save(update_fields=["transferred_on", "transfer_look_on", "transfer_code"])
    news.no_longer_asked_to_transfer(placement)
    record("transfer_lease", placement, at=at)
    return lease


@transaction.atomic
def put_off_transfer(
    *, placement: Placement, look_on: date, code: str, by: Actor, at: datetime
) -> Lease:
    """Not yet: the letting agent says why, and on which day they look again. Then it is asked anew."""
    lease = _to_transfer(placement, by=by)
    check_reason(ReasonKind.TRANSFER_WAIT, code, on=local_date(at))
    _check_to_come(look_on, today=local_date(at))
    lease.transfer_look_on, lease.transfer_code = look_on, code
    lease.save(update_fields=["transfer_look_on", "transfer_code"])
    news.no_longer_asked_to_transfer(placement)
    record("lease.transfer_put_off", placement, at=at, code=code, fields=["transfer_look_on"])
    return lease


@transaction.atomic
def correct_transfer(
    *, placement: Placement, on: date | None, code: str, by: Actor, at: datetime
) -> Lease:
    """The lease came in the tenant's own name on another day; or, without a day, not after all."""
    locked_in(placement, *LIVED_IN, by=by)
    check_reason(ReasonKind.CORRECTION, code, on=local_date(at))
    with acting_as(by.consequence()):
        lease = Lease.objects.select_for_update().get(placement=placement)
        if lease.transferred_on is None:
            raise Refused(_("This lease is not in the tenant's own name, so nothing is corrected."))
        if on is not None:
            check_while_it_runs(lease, on, at=at)
        lease.transferred_on = on
        lease.save(update_fields=["transferred_on"])
    record("correct_transfer", placement, at=at, code=code, fields=["transferred_on"])
    return lease


def _to_transfer(placement: Placement, *, by: Actor) -> Lease:
    """The lease, locked, as long as it is the care party's."""
    locked_in(placement, *LIVED_IN, by=by)
    lease = Lease.objects.select_for_update().get(placement=placement)
    if lease.form != ContractForm.INTERMEDIARY or lease.transferred_on is not None:
        raise Refused(_("This lease is in the tenant's own name already."))
    return lease


def _check_to_come(look_on: date, *, today: date) -> None:
    """Nobody puts it off for longer than what was agreed for a whole transfer."""
    last = months_after(today, norm(TRANSFER, today))
    if not today < look_on <= last:
        raise Refused(
            _("Choose a day after today, and %(last)s at the latest.")
            % {"last": day_in_words(last)}
        )
