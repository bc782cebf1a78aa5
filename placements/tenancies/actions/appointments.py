"""Appointments: when the viewing, the signing and the keys are, and who comes."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access.actor import Actor, acting_as
from pact.audit.record import record
from pact.common.dates import local_date
from pact.common.refusals import Refused
from pact.common.shown import day_in_words
from placements.proposals import news
from placements.proposals.locks import lock_placement
from placements.proposals.models import Placement
from placements.tenancies.models import Appointment, AppointmentKind


@transaction.atomic
def make_appointment(
    *,
    placement: Placement,
    kind: str,
    on: date,
    at_time: time,
    by: Actor,
    at: datetime,
    agent_comes: bool = True,
    caseworker_comes: bool = True,
    worker_comes: bool = False,
) -> Appointment:
    """Agree when the viewing, the signing or the keys are, and who comes; one that was cancelled revives."""
    placement = lock_placement(placement, by=by).placement
    _check_belongs(placement, kind, on=on, at=at)
    if not (agent_comes or caseworker_comes or (worker_comes and placement.worker_id)):
        raise Refused(_("Choose who comes, so that the candidate is not alone."))
    when: dict[str, Any] = {"placement": placement, "kind": kind, "on": on, "at_time": at_time}
    if Appointment.objects.filter(dropped_at=None, **when).exists():
        raise Refused(_("This appointment is already there."))
    made = {"made_by_id": by.membership_id, "dropped_at": None, "agent_comes": agent_comes}
    made |= {"caseworker_comes": caseworker_comes, "worker_comes": worker_comes}
    appointment, _new = Appointment.objects.update_or_create(**when, defaults=made)
    record("make_appointment", placement, at=at, fields=[kind])
    _tell_who_comes(appointment, placement, by=by, at=at)
    return appointment


def _check_belongs(placement: Placement, kind: str, *, on: date, at: datetime) -> None:
    if kind != placement.appointment:
        raise Refused(_("This appointment does not belong to where the placement is now."))
    if on < local_date(at):
        raise Refused(
            _("%(date)s is in the past. Choose a later day.") % {"date": day_in_words(on)}
        )


@transaction.atomic
def drop_appointment(*, appointment: Appointment, by: Actor, at: datetime) -> Appointment:
    """Cancel an appointment; it stays on record as cancelled."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.dropped_at is None:
        appointment.dropped_at = at
        appointment.save(update_fields=["dropped_at"])
        record("drop_appointment", appointment.placement, at=at, fields=[appointment.kind])
        _tell_who_comes(appointment, appointment.placement, by=by, at=at)
    return appointment


def drop_keys(placement: Placement, *, by: Actor, at: datetime) -> None:
    """The lease starts later: whoever would hand over the keys agrees on another day."""
    keys = Appointment.objects.filter(
        placement=placement, kind=AppointmentKind.KEYS, dropped_at=None, on__gte=local_date(at)
    )
    for appointment in keys:
        drop_appointment(appointment=appointment, by=by, at=at)


def _tell_who_comes(
    appointment: Appointment, placement: Placement, *, by: Actor, at: datetime
) -> None:
    """Everybody who comes, but not whoever made or cancelled it."""
    coming = {
        placement.agent_id: appointment.agent_comes,
        placement.caseworker_id: appointment.caseworker_comes,
        placement.worker_id: appointment.worker_comes,
    }
    members = [pk for pk, comes in coming.items() if pk and comes and pk != by.membership_id]
    with acting_as(by.consequence()):
        news.tell_appointment(placement, members=members, at=at)
