"""Appointments: when the viewing, the signing and the keys are, and who comes."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from placements.proposals.locks import lock_placement
from placements.proposals.models import Placement
from placements.proposals.states import PlacementStatus
from placements.tenancies.models import Appointment, AppointmentKind

WHEN = {
    AppointmentKind.VIEWING: [PlacementStatus.PROPOSED],
    AppointmentKind.SIGNING: [PlacementStatus.AGREED],
    AppointmentKind.KEYS: [PlacementStatus.LEASED],
}


@transaction.atomic
def make_appointment(
    *,
    placement: Placement,
    kind: str,
    on: date,
    at_time: time,
    by: Actor,
    at: datetime,
    worker_comes: bool = False,
) -> Appointment:
    """Agree when the viewing, the signing or the keys are, and whether the neighbourhood worker comes."""
    locked = lock_placement(placement, by=by)
    if locked.placement.status not in WHEN[AppointmentKind(kind)] or (
        kind == AppointmentKind.VIEWING and locked.placement.released_at is None
    ):
        raise Refused(_("This appointment does not belong to where the placement is now."))
    if on < local_date(at):
        raise Refused(
            _("%(date)s is in the past. Choose a later day.") % {"date": f"{on:%d-%m-%Y}"}
        )
    appointment, is_new = Appointment.objects.get_or_create(
        placement=locked.placement,
        kind=kind,
        on=on,
        at_time=at_time,
        defaults={"made_by_id": by.membership_id, "worker_comes": worker_comes},
    )
    if not is_new:
        raise Refused(_("This appointment is already there."))
    record("make_appointment", locked.placement, at=at, fields=[kind])
    return appointment


@transaction.atomic
def drop_appointment(*, appointment: Appointment, by: Actor, at: datetime) -> Appointment:
    """Cancel an appointment; it stays on record as cancelled."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.dropped_at is None:
        appointment.dropped_at = at
        appointment.save(update_fields=["dropped_at"])
        record("drop_appointment", appointment.placement, at=at, fields=[appointment.kind])
    return appointment
